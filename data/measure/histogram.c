#include "data/measure/histogram.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "data/model/error.h"
#include "data/model/language.h"

#define SUB_BITS 7                                   /* 128 buckets in each power of two */
#define SUBS (1u << SUB_BITS)
#define LONGEST (3600 * G_GUINT64_CONSTANT (1000000000))   /* ns: an hour, below 2^42 */
#define BUCKETS ((42 - SUB_BITS + 1) * SUBS)
#define NANO 1e-9

struct _AssayHistogram
{
  guint64 count, sum;                                /* sum in ns; stops at its largest number */
  guint64 buckets[BUCKETS];
  guint64 tail[ASSAY_HISTOGRAM_TAIL];                /* a heap with the smallest on top */
  guint n_tail;
};

/* Values below 128 have a bucket each; above, the leading bit says the row and the next seven the place in it. */
static guint
bucket_of (guint64 value)
{
  guint shift;

  if (value < SUBS)
    return value;

  shift = 63 - __builtin_clzll (value) - SUB_BITS;
  return (shift + 1) * SUBS + ((value >> shift) - SUBS);
}

static guint64
bucket_start (guint bucket)
{
  guint row = bucket / SUBS;

  return row == 0 ? bucket : (guint64) (bucket % SUBS + SUBS) << (row - 1);
}

static guint64
bucket_middle (guint bucket)
{
  guint row = bucket / SUBS;
  guint64 width = row == 0 ? 1 : G_GUINT64_CONSTANT (1) << (row - 1);

  return bucket_start (bucket) + width / 2;
}

AssayHistogram *
assay_histogram_new (void)
{
  return g_new0 (AssayHistogram, 1);
}

void
assay_histogram_free (AssayHistogram *self)
{
  g_free (self);
}

AssayHistogram *
assay_histogram_copy (const AssayHistogram *self)
{
  AssayHistogram *copy = assay_histogram_new ();

  *copy = *self;

  return copy;
}

void
assay_histogram_clear (AssayHistogram *self)
{
  memset (self, 0, sizeof *self);
}

static void
sift_up (guint64 *heap, guint at, guint64 value)
{
  while (at > 0 && heap[(at - 1) / 2] > value)
    {
      heap[at] = heap[(at - 1) / 2];
      at = (at - 1) / 2;
    }
  heap[at] = value;
}

static void
sift_down (guint64 *heap, guint n, guint64 value)
{
  guint at = 0;

  for (guint child = 1; child < n; child = 2 * at + 1)
    {
      if (child + 1 < n && heap[child + 1] < heap[child])
        child++;
      if (heap[child] >= value)
        break;
      heap[at] = heap[child];
      at = child;
    }
  heap[at] = value;
}

static inline void
keep_in_tail (AssayHistogram *self, guint64 value)
{
  if (self->n_tail < ASSAY_HISTOGRAM_TAIL)
    sift_up (self->tail, self->n_tail++, value);
  else if (value > self->tail[0])
    sift_down (self->tail, self->n_tail, value);
}

static inline guint64
add_bounded (guint64 a, guint64 b)
{
  return a > G_MAXUINT64 - b ? G_MAXUINT64 : a + b;
}

void
assay_histogram_add (AssayHistogram *self, guint64 nanoseconds)
{
  guint64 value = MIN (nanoseconds, LONGEST);

  self->count++;
  self->sum = add_bounded (self->sum, value);
  self->buckets[bucket_of (value)]++;
  keep_in_tail (self, value);
}

/* The largest of the union are among the largest of the two, so the tail stays exact. */
void
assay_histogram_merge (AssayHistogram *self, const AssayHistogram *other)
{
  self->count += other->count;
  self->sum = add_bounded (self->sum, other->sum);
  for (guint i = 0; i < BUCKETS; i++)
    self->buckets[i] += other->buckets[i];
  for (guint i = 0; i < other->n_tail; i++)
    keep_in_tail (self, other->tail[i]);
}

guint64
assay_histogram_count (const AssayHistogram *self)
{
  return self->count;
}

/* The value that would stand at @rank (from 0) if @values were sorted; shuffles them (Hoare's selection). */
static guint64
select_rank (guint64 *values, guint n, guint rank)
{
  guint low = 0, high = n - 1;

  while (low < high)
    {
      guint64 pivot = values[low + (high - low) / 2];
      int i = (int) low - 1, j = (int) high + 1;

      for (;;)
        {
          do i++; while (values[i] < pivot);
          do j--; while (values[j] > pivot);
          if (i >= j)
            break;
          guint64 other = values[i];
          values[i] = values[j];
          values[j] = other;
        }
      if (rank <= (guint) j)
        high = j;
      else
        low = j + 1;
    }

  return values[low];
}

static guint64
value_in_tail (const AssayHistogram *self, guint rank)
{
  guint64 values[ASSAY_HISTOGRAM_TAIL];

  memcpy (values, self->tail, self->n_tail * sizeof *values);

  return select_rank (values, self->n_tail, rank);
}

/* Never above the tail, which begins somewhere in the last of these buckets. */
static guint64
value_in_buckets (const AssayHistogram *self, guint64 rank)
{
  guint64 seen = 0;

  for (guint i = 0; i < BUCKETS; i++)
    {
      seen += self->buckets[i];
      if (seen > rank)
        return MIN (bucket_middle (i), self->tail[0]);
    }

  return self->tail[0];
}

double
assay_histogram_percentile (const AssayHistogram *self, double p)
{
  guint64 rank, exact_from;

  g_return_val_if_fail (p >= 0 && p <= 1, NAN);

  if (self->count == 0)
    return NAN;

  rank = (guint64) ceil (p * (double) self->count);
  rank = CLAMP (rank, 1, self->count) - 1;
  exact_from = self->count - self->n_tail;

  return NANO * (rank >= exact_from ? value_in_tail (self, rank - exact_from) : value_in_buckets (self, rank));
}

double
assay_histogram_mean (const AssayHistogram *self)
{
  return self->count == 0 ? NAN : NANO * (double) self->sum / (double) self->count;
}

double
assay_histogram_max (const AssayHistogram *self)
{
  return assay_histogram_percentile (self, 1);
}

static int
compare_numbers (const void *a, const void *b)
{
  guint64 first = *(const guint64 *) a, second = *(const guint64 *) b;

  return (first > second) - (first < second);
}

char *
assay_histogram_to_text (const AssayHistogram *self)
{
  GString *text = g_string_new (NULL);
  guint64 tail[ASSAY_HISTOGRAM_TAIL];
  const char *space = "";

  memcpy (tail, self->tail, self->n_tail * sizeof *tail);
  qsort (tail, self->n_tail, sizeof *tail, compare_numbers);

  g_string_append_printf (text, "%" G_GUINT64_FORMAT ";", self->sum);
  for (guint i = 0; i < BUCKETS; i++)
    if (self->buckets[i] > 0)
      {
        g_string_append_printf (text, "%s%u:%" G_GUINT64_FORMAT, space, i, self->buckets[i]);
        space = " ";
      }
  for (guint i = 0; i < self->n_tail; i++)
    g_string_append_printf (text, "%s%" G_GUINT64_FORMAT, i == 0 ? ";" : " ", tail[i]);
  if (self->n_tail == 0)
    g_string_append_c (text, ';');

  return g_string_free (text, FALSE);
}

/* Takes the digits at @text; FALSE if there are none or the number is over @most. */
static gboolean
scan_number (const char **text, guint64 most, guint64 *number)
{
  const char *digit = *text;

  *number = 0;
  for (; g_ascii_isdigit (*digit); digit++)
    {
      guint64 value = *digit - '0';

      if (*number > (most - value) / 10)
        return FALSE;
      *number = *number * 10 + value;
    }
  if (digit == *text)
    return FALSE;
  *text = digit;

  return TRUE;
}

static gboolean
skip (const char **text, char c)
{
  if (**text != c)
    return FALSE;
  (*text)++;

  return TRUE;
}

/* Up to and with the semicolon behind the last bucket. */
static gboolean
scan_buckets (AssayHistogram *self, const char **text)
{
  guint64 bucket, count;
  guint next = 0;

  if (skip (text, ';'))
    return TRUE;
  do
    {
      if (!scan_number (text, bucket_of (LONGEST), &bucket) || bucket < next || !skip (text, ':') ||
          !scan_number (text, G_MAXUINT64 - self->count, &count) || count == 0)
        return FALSE;
      next = bucket + 1;
      self->buckets[bucket] = count;
      self->count += count;
    }
  while (skip (text, ' '));

  return skip (text, ';');
}

/* Ascending, and so a heap. */
static gboolean
scan_tail (AssayHistogram *self, const char **text)
{
  guint64 previous = 0, value;
  guint n = MIN (self->count, ASSAY_HISTOGRAM_TAIL);

  for (; self->n_tail < n; self->n_tail++)
    {
      if ((self->n_tail > 0 && !skip (text, ' ')) || !scan_number (text, LONGEST, &value) || value < previous)
        return FALSE;
      self->tail[self->n_tail] = previous = value;
    }

  return **text == '\0';
}

/* The tail holds all of the upper buckets and some of the one where it begins. */
static gboolean
tail_fits (const AssayHistogram *self)
{
  guint first = self->n_tail == 0 ? 0 : bucket_of (self->tail[0]);
  guint at = 0;

  for (guint i = first; i < BUCKETS; i++)
    {
      guint64 n = 0;

      for (; at < self->n_tail && bucket_of (self->tail[at]) == i; at++)
        n++;
      if (i == first ? n > self->buckets[i] : n != self->buckets[i])
        return FALSE;
    }

  return TRUE;
}

static gboolean
sum_fits (const AssayHistogram *self)
{
  double low = 0, high = 0, sum = (double) self->sum;

  for (guint i = 0; i < BUCKETS; i++)
    {
      low += (double) self->buckets[i] * (double) bucket_start (i);
      high += (double) self->buckets[i] * (double) bucket_start (i + 1);
    }

  return sum >= MIN (low * (1 - 1e-9), 1.8e19) && sum <= high * (1 + 1e-9);
}

AssayHistogram *
assay_histogram_from_text (const char *text, GError **error)
{
  g_autoptr (AssayHistogram) self = assay_histogram_new ();
  const char *at = text;

  if (!scan_number (&at, G_MAXUINT64, &self->sum) || !skip (&at, ';') || !scan_buckets (self, &at) || !scan_tail (self, &at))
    {
      g_set_error (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT, _ ("not a histogram from its character %d on"), (int) (at - text) + 1);
      return NULL;
    }
  if (!tail_fits (self) || !sum_fits (self))
    {
      g_set_error_literal (error, ASSAY_ERROR, ASSAY_ERROR_FORMAT, _ ("a histogram whose parts contradict each other"));
      return NULL;
    }

  return g_steal_pointer (&self);
}
