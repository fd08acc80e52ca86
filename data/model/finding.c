#include "data/model/finding.h"

#include <math.h>
#include <string.h>

#include "data/model/catalogue-words.h"
#include "data/model/field.h"
#include "data/model/finding-term.h"
#include "data/model/language.h"

/* A stretch of text, or a placeholder. */
typedef struct
{
  char *literal;             /* NULL: the term */
  AssayTerm term;
} Piece;

typedef enum
{
  OPERATOR_EQUAL,
  OPERATOR_UNEQUAL,
  OPERATOR_LESS,
  OPERATOR_AT_MOST,
  OPERATOR_GREATER,
  OPERATOR_AT_LEAST,
} Operator;

static const char * const operators[] = {
  [OPERATOR_EQUAL] = "=",
  [OPERATOR_UNEQUAL] = "!=",
  [OPERATOR_LESS] = "<",
  [OPERATOR_AT_MOST] = "<=",
  [OPERATOR_GREATER] = ">",
  [OPERATOR_AT_LEAST] = ">=",
};

typedef struct
{
  AssayTerm left, right;     /* right.function NULL: a constant */
  Operator operator;
  double number;
  char *id;
} Condition;

typedef struct
{
  GArray *conditions;        /* of Condition: all must hold */
  GArray *pieces;            /* of Piece */
} Sentence;

struct _AssayFinding
{
  GPtrArray *sentences;      /* of Sentence */
};

/* What reading needs besides the text. */
typedef struct
{
  const AssayField *field;
  AssayStore *store;
  const char * const *series;
} Source;

static void
piece_clear (gpointer data)
{
  Piece *piece = data;

  g_free (piece->literal);
  assay_term_clear (&piece->term);
}

static void
condition_clear (gpointer data)
{
  Condition *condition = data;

  assay_term_clear (&condition->left);
  assay_term_clear (&condition->right);
  g_free (condition->id);
}

static void
sentence_free (gpointer data)
{
  Sentence *sentence = data;

  g_array_unref (sentence->conditions);
  g_array_unref (sentence->pieces);
  g_free (sentence);
}

static Sentence *
sentence_new (void)
{
  Sentence *sentence = g_new0 (Sentence, 1);

  sentence->conditions = g_array_new (FALSE, TRUE, sizeof (Condition));
  sentence->pieces = g_array_new (FALSE, TRUE, sizeof (Piece));
  g_array_set_clear_func (sentence->conditions, condition_clear);
  g_array_set_clear_func (sentence->pieces, piece_clear);

  return sentence;
}

static gboolean
read_term (const Source *source, AssayTerm *term, const char *start, gsize length)
{
  g_autofree char *text = g_strndup (start, length);
  g_autofree char *message = NULL;

  if (assay_term_parse (term, text, source->store, source->series, &message))
    return TRUE;
  assay_field_fail (source->field, "%s", message);

  return FALSE;
}

static void
add_literal (Sentence *sentence, const char *start, gsize length)
{
  Piece piece = { .literal = g_strndup (start, length) };

  g_array_append_val (sentence->pieces, piece);
}

static void
read_text (const Source *source, Sentence *sentence, const char *text)
{
  for (const char *open, *close; *text != '\0'; text = close + 1)
    {
      Piece piece = { 0 };
      gsize length = strcspn (text, "{}");

      if (length > 0)
        add_literal (sentence, text, length);
      open = text + length;
      if (*open == '\0')
        return;

      close = strpbrk (open + 1, "{}");
      if (*open == '}' || close == NULL || *close == '{')
        {
          assay_field_fail (source->field, _ ("unbalanced brace"));
          return;
        }
      read_term (source, &piece.term, open + 1, (gsize) (close - open - 1));
      g_array_append_val (sentence->pieces, piece);
    }
}

/* Reads "{...}" at the start of @text; what follows it, or NULL after a report. */
static const char *
read_operand (const Source *source, AssayTerm *term, const char *text)
{
  const char *close = *text == '{' ? strchr (text, '}') : NULL;

  if (close == NULL)
    {
      assay_field_fail (source->field, _ ("a condition starts with a placeholder: “%s”"), text);
      return NULL;
    }

  return read_term (source, term, text + 1, (gsize) (close - text - 1)) ? close + 1 : NULL;
}

static int
find_operator (const char *text)
{
  for (guint i = 0; i < G_N_ELEMENTS (operators); i++)
    if (g_str_equal (operators[i], text))
      return (int) i;

  return -1;
}

static void
read_constant (Condition *condition, const char *text)
{
  char *end;

  condition->number = g_ascii_strtod (text, &end);
  if (end == text || *end != '\0')
    {
      condition->number = NAN;
      condition->id = g_strdup (text);
    }
}

static void
read_condition (const Source *source, Sentence *sentence, const char *text)
{
  Condition condition = { 0 };
  const char *rest = read_operand (source, &condition.left, text);
  g_auto (GStrv) parts = g_strsplit (rest != NULL ? rest + strspn (rest, " ") : "", " ", 2);
  int operator = parts[0] != NULL ? find_operator (parts[0]) : -1;

  if (rest != NULL && (operator < 0 || parts[1] == NULL || parts[1][0] == '\0'))
    assay_field_fail (source->field, _ ("a condition compares: “%s”"), text);
  else if (rest != NULL)
    {
      condition.operator = (Operator) operator;
      if (parts[1][0] == '{')
        read_operand (source, &condition.right, parts[1]);
      else
        read_constant (&condition, parts[1]);
    }
  g_array_append_val (sentence->conditions, condition);
}

static void
read_conditions (const Source *source, Sentence *sentence, const AssayField *object)
{
  g_auto (GStrv) conditions = assay_field_strings (object, "when");

  for (guint i = 0; conditions != NULL && conditions[i] != NULL; i++)
    read_condition (source, sentence, conditions[i]);
}

static void
read_sentence (AssayFinding *self, const AssayField *object, AssayStore *store, const char * const *series)
{
  static const char * const members[] = { "text", "when", NULL };
  Sentence *sentence = sentence_new ();
  AssayField text, when;
  Source source = { object, store, series };

  g_ptr_array_add (self->sentences, sentence);
  assay_field_only (object, members);
  if (assay_field_member (object, "when", &when))
    {
      source.field = &when;
      read_conditions (&source, sentence, object);
    }
  if (assay_field_string (object, "text") != NULL && assay_field_member (object, "text", &text))
    {
      source.field = &text;
      read_text (&source, sentence, assay_field_string (object, "text"));
    }
}

AssayFinding *
assay_finding_read (const AssayField *object, const char *name, AssayStore *store, const char * const *series)
{
  g_autoptr (AssayFinding) self = g_new0 (AssayFinding, 1);
  guint before = object->reader->errors->len;
  AssayField member, element;
  Source source = { &member, store, series };

  self->sentences = g_ptr_array_new_with_free_func (sentence_free);
  if (!assay_field_member (object, name, &member))
    return NULL;

  if (JSON_NODE_HOLDS_ARRAY (member.node))
    for (guint i = 0; i < assay_field_length (&member); i++)
      {
        assay_field_element (&member, i, &element);
        read_sentence (self, &element, store, series);
      }
  else if (assay_field_string (object, name) != NULL)
    {
      g_ptr_array_add (self->sentences, sentence_new ());
      read_text (&source, g_ptr_array_index (self->sentences, 0), assay_field_string (object, name));
    }

  return object->reader->errors->len == before ? g_steal_pointer (&self) : NULL;
}

void
assay_finding_free (AssayFinding *self)
{
  g_ptr_array_unref (self->sentences);
  g_free (self);
}

static gboolean
compare_numbers (Operator operator, double left, double right)
{
  switch (operator)
    {
    case OPERATOR_EQUAL:
      return left == right;
    case OPERATOR_UNEQUAL:
      return left != right;
    case OPERATOR_LESS:
      return left < right;
    case OPERATOR_AT_MOST:
      return left <= right;
    case OPERATOR_GREATER:
      return left > right;
    case OPERATOR_AT_LEAST:
    default:
      return left >= right;
    }
}

static gboolean
compare_ids (Operator operator, const char *left, const char *right)
{
  return operator == OPERATOR_EQUAL ? g_strcmp0 (left, right) == 0
                                    : operator == OPERATOR_UNEQUAL && g_strcmp0 (left, right) != 0;
}

static gboolean
condition_holds (const Condition *condition, AssayStore *store, const AssayFigure *figure)
{
  AssayTermValue left, right = { condition->number, NULL, condition->id };
  gboolean holds = assay_term_evaluate (&condition->left, store, figure, &left);

  if (holds && condition->right.function != NULL)
    holds = assay_term_evaluate (&condition->right, store, figure, &right);
  if (holds)
    holds = left.id != NULL ? compare_ids (condition->operator, left.id, right.id)
                            : compare_numbers (condition->operator, left.number, right.number);
  assay_term_value_clear (&left);
  assay_term_value_clear (&right);

  return holds;
}

/* NULL if a placeholder finds nothing: then the sentence doesn't apply. */
static char *
sentence_say (const Sentence *sentence, AssayStore *store, const AssayFigure *figure)
{
  g_autoptr (GString) text = g_string_new (NULL);

  for (guint i = 0; i < sentence->conditions->len; i++)
    if (!condition_holds (&g_array_index (sentence->conditions, Condition, i), store, figure))
      return NULL;

  for (guint i = 0; i < sentence->pieces->len; i++)
    {
      const Piece *piece = &g_array_index (sentence->pieces, Piece, i);
      AssayTermValue value = { 0 };
      gboolean found = piece->literal != NULL || assay_term_evaluate (&piece->term, store, figure, &value);

      if (found)
        g_string_append (text, piece->literal != NULL ? piece->literal : value.text);
      assay_term_value_clear (&value);
      if (!found)
        return NULL;
    }

  return g_strdup (text->str);
}

char *
assay_finding_say (const AssayFinding *self, AssayStore *store, const AssayFigure *figure)
{
  for (guint i = 0; i < self->sentences->len; i++)
    {
      char *text = sentence_say (g_ptr_array_index (self->sentences, i), store, figure);

      if (text != NULL)
        return text;
    }

  return NULL;
}

char *
assay_finding_slug (const char *name)
{
  GString *slug = g_string_new (NULL);

  for (name = assay_catalogue_words_source (name); *name != '\0'; name++)
    if (g_ascii_isalnum (*name))
      g_string_append_c (slug, g_ascii_tolower (*name));
    else if (slug->len > 0 && slug->str[slug->len - 1] != '-')
      g_string_append_c (slug, '-');
  if (slug->len > 0 && slug->str[slug->len - 1] == '-')
    g_string_truncate (slug, slug->len - 1);

  return g_string_free (slug, FALSE);
}
