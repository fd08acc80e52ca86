#include "ui/grid.h"

#include "ui/text-scale.h"

struct _AssayGridLayout
{
  GtkLayoutManager parent_instance;

  int min_column;
  int max_columns;
  int spacing;
  int expected;
};

G_DEFINE_FINAL_TYPE (AssayGridLayout, assay_grid_layout, GTK_TYPE_LAYOUT_MANAGER)

enum
{
  PROP_MIN_COLUMN = 1,
  PROP_MAX_COLUMNS,
  PROP_SPACING,
  PROP_EXPECTED,
  N_PROPS,
};

static GParamSpec *props[N_PROPS];

/* The next child from @child on that takes part in the layout. */
static GtkWidget *
laid_out (GtkWidget *child)
{
  while (child != NULL && !gtk_widget_should_layout (child))
    child = gtk_widget_get_next_sibling (child);

  return child;
}

static GtkWidget *
next_laid_out (GtkWidget *child)
{
  return laid_out (gtk_widget_get_next_sibling (child));
}

static int
count_laid_out (GtkWidget *widget)
{
  int n = 0;

  for (GtkWidget *child = laid_out (gtk_widget_get_first_child (widget)); child != NULL; child = next_laid_out (child))
    n++;

  return n;
}

static int
widest_minimum (GtkWidget *widget)
{
  int widest = 0;

  for (GtkWidget *child = laid_out (gtk_widget_get_first_child (widget)); child != NULL; child = next_laid_out (child))
    {
      int minimum;

      gtk_widget_measure (child, GTK_ORIENTATION_HORIZONTAL, -1, &minimum, NULL, NULL, NULL);
      widest = MAX (widest, minimum);
    }

  return widest;
}

int
assay_grid_layout_get_columns (AssayGridLayout *self, GtkWidget *widget, int width)
{
  int column;

  g_return_val_if_fail (ASSAY_IS_GRID_LAYOUT (self), 1);

  column = MAX (assay_text_scale (widget, self->min_column), widest_minimum (widget));

  return CLAMP ((width + self->spacing) / MAX (column + self->spacing, 1), 1, self->max_columns);
}

int
assay_grid_row_length (int n, int columns, int row)
{
  int rows = (n + columns - 1) / columns;

  if (row >= rows)
    return 0;

  return n / rows + (row < n % rows ? 1 : 0);
}

/* Where card @column of @columns lies in a row of @width: the last one takes the pixels that are left over. */
static GtkAllocation
cell (const AssayGridLayout *self, int width, int columns, int column, gboolean rtl)
{
  int place = rtl ? columns - 1 - column : column;
  int each = (width - self->spacing * (columns - 1)) / columns;
  int x = place * (each + self->spacing);

  return (GtkAllocation) { .x = x, .width = place == columns - 1 ? width - x : each };
}

static int
row_height (AssayGridLayout *self, GtkWidget *first, int columns, int width)
{
  int height = 0;

  for (int i = 0; i < columns && first != NULL; i++, first = next_laid_out (first))
    {
      int natural;

      gtk_widget_measure (first, GTK_ORIENTATION_VERTICAL, cell (self, width, columns, i, FALSE).width,
                          NULL, &natural, NULL, NULL);
      height = MAX (height, natural);
    }

  return height;
}

/* Gives each row the height of its tallest card. Returns the height of all rows; allocates only if @allocate. */
static int
run (AssayGridLayout *self, GtkWidget *widget, int width, gboolean allocate)
{
  gboolean rtl = gtk_widget_get_direction (widget) == GTK_TEXT_DIR_RTL;
  int n = MAX (count_laid_out (widget), self->expected);
  int most = assay_grid_layout_get_columns (self, widget, width);
  GtkWidget *child = laid_out (gtk_widget_get_first_child (widget));
  int y = 0;

  for (int row = 0; child != NULL; row++)
    {
      int columns = assay_grid_row_length (n, most, row);
      int height = row_height (self, child, columns, width);

      for (int i = 0; i < columns && child != NULL; i++, child = next_laid_out (child))
        if (allocate)
          {
            GtkAllocation area = cell (self, width, columns, i, rtl);

            area.y = y;
            area.height = height;
            gtk_widget_size_allocate (child, &area, -1);
          }
      y += height + self->spacing;
    }

  return MAX (0, y - self->spacing);
}

static GtkSizeRequestMode
assay_grid_layout_get_request_mode (GtkLayoutManager *manager G_GNUC_UNUSED, GtkWidget *widget G_GNUC_UNUSED)
{
  return GTK_SIZE_REQUEST_HEIGHT_FOR_WIDTH;
}

static void
assay_grid_layout_measure (GtkLayoutManager *manager,
                           GtkWidget        *widget,
                           GtkOrientation    orientation,
                           int               for_size,
                           int              *minimum,
                           int              *natural,
                           int              *minimum_baseline,
                           int              *natural_baseline)
{
  AssayGridLayout *self = ASSAY_GRID_LAYOUT (manager);
  int narrowest = widest_minimum (widget);
  int columns = CLAMP (MAX (count_laid_out (widget), self->expected), 1, self->max_columns);
  int widest = columns * MAX (assay_text_scale (widget, self->min_column), narrowest) + (columns - 1) * self->spacing;

  if (orientation == GTK_ORIENTATION_HORIZONTAL)
    {
      *minimum = narrowest;
      *natural = MAX (narrowest, widest);
    }
  else
    *minimum = *natural = run (self, widget, for_size < 0 ? widest : MAX (for_size, narrowest), FALSE);

  *minimum_baseline = *natural_baseline = -1;
}

static void
assay_grid_layout_allocate (GtkLayoutManager *manager,
                            GtkWidget        *widget,
                            int               width,
                            int               height G_GNUC_UNUSED,
                            int               baseline G_GNUC_UNUSED)
{
  run (ASSAY_GRID_LAYOUT (manager), widget, width, TRUE);
}

static int *
field (AssayGridLayout *self, guint id)
{
  switch (id)
    {
    case PROP_MIN_COLUMN:
      return &self->min_column;
    case PROP_MAX_COLUMNS:
      return &self->max_columns;
    case PROP_SPACING:
      return &self->spacing;
    case PROP_EXPECTED:
      return &self->expected;
    default:
      return NULL;
    }
}

static void
assay_grid_layout_get_property (GObject *object, guint id, GValue *value, GParamSpec *pspec)
{
  const int *number = field (ASSAY_GRID_LAYOUT (object), id);

  if (number != NULL)
    g_value_set_int (value, *number);
  else
    G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
}

static void
assay_grid_layout_set_property (GObject *object, guint id, const GValue *value, GParamSpec *pspec)
{
  int *number = field (ASSAY_GRID_LAYOUT (object), id);

  if (number == NULL)
    {
      G_OBJECT_WARN_INVALID_PROPERTY_ID (object, id, pspec);
      return;
    }
  if (*number == g_value_get_int (value))
    return;

  *number = g_value_get_int (value);
  gtk_layout_manager_layout_changed (GTK_LAYOUT_MANAGER (object));
  g_object_notify_by_pspec (object, pspec);
}

static GParamSpec *
number_property (const char *name, int minimum, int value)
{
  return g_param_spec_int (name, NULL, NULL, minimum, 10000, value,
                           G_PARAM_READWRITE | G_PARAM_CONSTRUCT | G_PARAM_EXPLICIT_NOTIFY | G_PARAM_STATIC_STRINGS);
}

static void
assay_grid_layout_class_init (AssayGridLayoutClass *klass)
{
  GObjectClass *object_class = G_OBJECT_CLASS (klass);
  GtkLayoutManagerClass *layout_class = GTK_LAYOUT_MANAGER_CLASS (klass);

  object_class->get_property = assay_grid_layout_get_property;
  object_class->set_property = assay_grid_layout_set_property;
  layout_class->get_request_mode = assay_grid_layout_get_request_mode;
  layout_class->measure = assay_grid_layout_measure;
  layout_class->allocate = assay_grid_layout_allocate;

  props[PROP_MIN_COLUMN] = number_property ("min-column", 1, 400);
  props[PROP_MAX_COLUMNS] = number_property ("max-columns", 1, 3);
  props[PROP_SPACING] = number_property ("spacing", 0, 12);
  props[PROP_EXPECTED] = number_property ("expected", 0, 0);
  g_object_class_install_properties (object_class, N_PROPS, props);
}

static void
assay_grid_layout_init (AssayGridLayout *self G_GNUC_UNUSED)
{
}

GtkLayoutManager *
assay_grid_layout_new (int min_column, int max_columns, int spacing)
{
  return g_object_new (ASSAY_TYPE_GRID_LAYOUT,
                       "min-column", min_column,
                       "max-columns", max_columns,
                       "spacing", spacing,
                       NULL);
}
