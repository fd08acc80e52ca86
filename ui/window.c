#include "data/model/language.h"
#include "ui/window-private.h"

#include "data/model/store.h"
#include "data/model/talk.h"
#include "ui/advisor-private.h"
#include "ui/application.h"
#include "ui/pages.h"
#include "ui/search-view.h"
#include "ui/session.h"
#include "ui/sidebar.h"
#include "ui/split.h"

struct _AssayWindow
{
  AdwApplicationWindow parent_instance;

  AssaySession *session;
  const AssayPageKind *page;
  guint n_warned;          /* entries that could not be read, as last told */
  gboolean closing;        /* hidden already, destroyed when the experiment has ended */
  gboolean searching;      /* the search is shown above the page */
  GtkWidget *focus;        /* weak: what had it when the search began */

  AdwToastOverlay *toasts;
  AssaySplit *split;
  AssaySidebar *sidebar;
  AdwHeaderBar *header;
  AdwWindowTitle *title;
  GtkWidget *sidebar_button;
  GtkStack *stack;
};

G_DEFINE_FINAL_TYPE (AssayWindow, assay_window, ADW_TYPE_APPLICATION_WINDOW)

AssaySession *
assay_window_get_session (AssayWindow *self)
{
  return self->session;
}

AssaySplit *
assay_window_get_split (AssayWindow *self)
{
  return self->split;
}

AssaySidebar *
assay_window_get_sidebar (AssayWindow *self)
{
  return self->sidebar;
}

gboolean
assay_window_is_closing (AssayWindow *self)
{
  return self->closing;
}

void
assay_window_add_toast (AssayWindow *self, AdwToast *toast)
{
  adw_toast_overlay_add_toast (self->toasts, toast);
}

void
assay_window_say (AssayWindow *self, const char *text)
{
  g_autofree char *title = g_markup_escape_text (text, -1);
  AdwToast *toast = adw_toast_new (title);

  adw_toast_set_priority (toast, ADW_TOAST_PRIORITY_HIGH);
  assay_window_add_toast (self, toast);
}

GtkWidget *
assay_window_get_page_child (AssayWindow *self)
{
  return gtk_stack_get_child_by_name (self->stack, self->page->id);
}

AssayAdviser *
assay_window_get_adviser (AssayWindow *self)
{
  GtkWidget *page = gtk_stack_get_child_by_name (self->stack, "advisor");

  return page != NULL ? assay_advisor_page_get_adviser (ASSAY_ADVISOR_PAGE (page)) : NULL;
}

static gboolean
can_show (AssayWindow *self)
{
  return assay_session_get_store (self->session) != NULL && assay_session_get_error (self->session) == NULL;
}

AssayAdviser *
assay_window_need_adviser (AssayWindow *self)
{
  const AssayPageKind *page = assay_pages_find ("advisor");

  if (can_show (self) && gtk_stack_get_child_by_name (self->stack, page->id) == NULL)
    gtk_stack_add_named (self->stack, page->create (self->session, page->id), page->id);

  return assay_window_get_adviser (self);
}

const char *
assay_window_get_page (AssayWindow *self)
{
  g_return_val_if_fail (ASSAY_IS_WINDOW (self), NULL);

  return self->page->id;
}

static void
show_page (AssayWindow *self)
{
  /* Without the catalogue there is nothing to show, but the program can say what it is for, and be told what to look for. */
  gboolean there = can_show (self) || g_strcmp0 (self->page->id, "welcome") == 0;

  adw_window_title_set_title (self->title, self->searching ? _ ("Search") : _ (self->page->title));
  if (there && assay_window_get_page_child (self) == NULL)
    gtk_stack_add_named (self->stack, self->page->create (self->session, self->page->id), self->page->id);
  if (self->searching)
    gtk_stack_set_visible_child_name (self->stack, "search");
  else if (there)
    gtk_stack_set_visible_child_name (self->stack, self->page->id);
  else if (assay_session_get_error (self->session) == NULL)
    gtk_stack_set_visible_child_name (self->stack, "waiting");
}

/* Back to the page, as it was. */
static void
end_search_cb (AssayWindow *self)
{
  g_autoptr (GtkWidget) focus = self->focus != NULL ? g_object_ref (self->focus) : NULL;

  if (!self->searching)
    return;
  self->searching = FALSE;
  show_page (self);
  if (focus == NULL || !gtk_widget_get_mapped (focus) || !gtk_widget_grab_focus (focus))
    gtk_widget_child_focus (GTK_WIDGET (self->stack), GTK_DIR_TAB_FORWARD);
}

void
assay_window_search (AssayWindow *self)
{
  GtkWidget *view = gtk_stack_get_child_by_name (self->stack, "search");

  /* The catalogue may still be on its way. */
  if (assay_session_get_error (self->session) != NULL)
    return;
  if (view == NULL)
    {
      view = assay_search_view_new (self->session);
      g_signal_connect_object (view, "closed", G_CALLBACK (end_search_cb), self, G_CONNECT_SWAPPED);
      gtk_stack_add_named (self->stack, view, "search");
    }
  if (!self->searching)
    g_set_weak_pointer (&self->focus, gtk_window_get_focus (GTK_WINDOW (self)));
  self->searching = TRUE;
  show_page (self);
  assay_search_view_begin (ASSAY_SEARCH_VIEW (view));
}

void
assay_window_goto (AssayWindow *self, const char *page)
{
  const AssayPageKind *kind;

  g_return_if_fail (ASSAY_IS_WINDOW (self));

  kind = assay_pages_find (page);
  if (kind == NULL || (kind == self->page && !self->searching))
    return;

  self->searching = FALSE;
  self->page = kind;
  assay_sidebar_select (self->sidebar, page);
  show_page (self);
}

void
assay_window_toast (AssayWindow *self, const char *message)
{
  AdwToast *toast;
  g_autofree char *title = NULL;

  g_return_if_fail (ASSAY_IS_WINDOW (self));

  /* The title is markup, the message is not. */
  title = g_markup_escape_text (message, -1);
  toast = adw_toast_new (title);
  adw_toast_overlay_add_toast (self->toasts, toast);
}

static void
page_selected_cb (AssayWindow *self, const char *page)
{
  assay_window_goto (self, page);
}

/* Only a click or Enter closes the overlay: it opens by focusing the list, which selects a row. */
static void
page_activated_cb (AssayWindow *self, const char *page)
{
  assay_window_goto (self, page);
  if (assay_split_get_collapsed (self->split))
    assay_split_set_show_sidebar (self->split, FALSE);
}

static void
update_header_cb (AssayWindow *self)
{
  gboolean alone = assay_split_get_collapsed (self->split) || !assay_split_get_show_sidebar (self->split);

  gtk_widget_set_visible (self->sidebar_button, alone);
  adw_header_bar_set_show_start_title_buttons (self->header, alone);
}

static void
remove_page (AssayWindow *self, const char *name)
{
  GtkWidget *child = gtk_stack_get_child_by_name (self->stack, name);

  if (child != NULL)
    gtk_stack_remove (self->stack, child);
}

static void
show_failure (AssayWindow *self, const GError *error)
{
  GtkWidget *page = adw_status_page_new ();
  GtkWidget *button = gtk_button_new_with_mnemonic (_ ("_Try Again"));

  gtk_widget_add_css_class (button, "pill");
  gtk_widget_set_halign (button, GTK_ALIGN_CENTER);
  gtk_accessible_update_property (GTK_ACCESSIBLE (button), GTK_ACCESSIBLE_PROPERTY_LABEL, _ ("Try Again"), -1);
  gtk_actionable_set_action_name (GTK_ACTIONABLE (button), "app.reload");
  adw_status_page_set_icon_name (ADW_STATUS_PAGE (page), "assay-warning-symbolic");
  adw_status_page_set_title (ADW_STATUS_PAGE (page), _ ("The Catalogue Could Not Be Loaded"));
  adw_status_page_set_description (ADW_STATUS_PAGE (page), error->message);
  adw_status_page_set_child (ADW_STATUS_PAGE (page), button);
  gtk_stack_add_named (self->stack, page, "failure");
  gtk_stack_set_visible_child_name (self->stack, "failure");
}

static void
set_subtitle (AssayWindow *self, AssayStore *store)
{
  g_autofree char *question = assay_talk_question (store);

  g_object_set (self->sidebar, "subtitle", question, NULL);
}

/* What could not be read is listed with the sources; here is only the way there. */
static void
warn (AssayWindow *self, AssayStore *store)
{
  guint n = assay_store_get_errors (store)->len;
  g_autofree char *message = NULL;
  AdwToast *toast;

  if (n == self->n_warned)
    return;
  self->n_warned = n;
  if (n == 0)
    return;

  message = n == 1 ? g_strdup (_ ("One entry of the catalogue could not be read"))
                   : g_strdup_printf (_ ("%u entries of the catalogue could not be read"), n);
  toast = adw_toast_new (message);
  adw_toast_set_button_label (toast, _ ("Show"));
  adw_toast_set_action_name (toast, "win.goto");
  adw_toast_set_action_target (toast, "s", "sources");
  adw_toast_overlay_add_toast (self->toasts, toast);
}

/* Most pages show one catalogue all their life: another one means other pages. */
static void
store_changed_cb (AssayWindow *self)
{
  const GError *error = assay_session_get_error (self->session);
  const AssayPageKind *pages;
  guint n;

  pages = assay_pages (&n);
  for (guint i = 0; i < n; i++)
    if (!pages[i].lasting || error != NULL)
      remove_page (self, pages[i].id);
  remove_page (self, "failure");

  if (error != NULL)
    {
      self->searching = FALSE;
      show_failure (self, error);
      return;
    }
  set_subtitle (self, assay_session_get_store (self->session));
  warn (self, assay_session_get_store (self->session));
  show_page (self);
}

static void
first_frame_cb (GdkFrameClock *clock, AssayWindow *self)
{
  g_signal_handlers_disconnect_by_func (clock, first_frame_cb, self);
  /* The arrow keys lead through the pages from the start, not from the menu button; at the first start Enter leads on. */
  if (g_strcmp0 (self->page->id, "welcome") != 0)
    gtk_widget_child_focus (GTK_WIDGET (self->sidebar), GTK_DIR_TAB_FORWARD);
  else
    gtk_widget_child_focus (assay_window_get_page_child (self), GTK_DIR_TAB_FORWARD);
  if (assay_session_get_store (self->session) == NULL)
    assay_session_load (self->session);
}

static void
assay_window_realize (GtkWidget *widget)
{
  AssayWindow *self = ASSAY_WINDOW (widget);

  GTK_WIDGET_CLASS (assay_window_parent_class)->realize (widget);
  g_signal_connect_object (gtk_widget_get_frame_clock (widget), "after-paint", G_CALLBACK (first_frame_cb), self, 0);
}

/* What is measured is stopped first, so that no child and no half-written run is left. */
static gboolean
assay_window_close_request (GtkWindow *window)
{
  AssayWindow *self = ASSAY_WINDOW (window);

  if (self->closing)
    return TRUE;
  if (!assay_window_stop_bench (self))
    return GTK_WINDOW_CLASS (assay_window_parent_class)->close_request (window);

  self->closing = TRUE;
  gtk_widget_set_visible (GTK_WIDGET (self), FALSE);

  return TRUE;
}

static void
assay_window_dispose (GObject *object)
{
  gtk_widget_dispose_template (GTK_WIDGET (object), ASSAY_TYPE_WINDOW);
  g_clear_object (&ASSAY_WINDOW (object)->session);
  g_clear_weak_pointer (&ASSAY_WINDOW (object)->focus);

  G_OBJECT_CLASS (assay_window_parent_class)->dispose (object);
}

static void
assay_window_class_init (AssayWindowClass *klass)
{
  GtkWidgetClass *widget_class = GTK_WIDGET_CLASS (klass);

  G_OBJECT_CLASS (klass)->dispose = assay_window_dispose;
  widget_class->realize = assay_window_realize;
  GTK_WINDOW_CLASS (klass)->close_request = assay_window_close_request;

  gtk_widget_class_set_template_from_resource (widget_class, "/io/github/assay/Assay/ui/window.ui");
  gtk_widget_class_bind_template_child (widget_class, AssayWindow, toasts);
  gtk_widget_class_bind_template_child (widget_class, AssayWindow, split);
  gtk_widget_class_bind_template_child (widget_class, AssayWindow, sidebar);
  gtk_widget_class_bind_template_child (widget_class, AssayWindow, header);
  gtk_widget_class_bind_template_child (widget_class, AssayWindow, title);
  gtk_widget_class_bind_template_child (widget_class, AssayWindow, sidebar_button);
  gtk_widget_class_bind_template_child (widget_class, AssayWindow, stack);
  gtk_widget_class_bind_template_callback (widget_class, page_selected_cb);
  gtk_widget_class_bind_template_callback (widget_class, page_activated_cb);
}

static void
assay_window_init (AssayWindow *self)
{
  self->page = assay_pages (NULL);
  gtk_widget_init_template (GTK_WIDGET (self));

  g_signal_connect_swapped (self->split, "notify::collapsed", G_CALLBACK (update_header_cb), self);
  g_signal_connect_swapped (self->split, "notify::show-sidebar", G_CALLBACK (update_header_cb), self);
  adw_window_title_set_title (self->title, _ (self->page->title));
  assay_sidebar_select (self->sidebar, self->page->id);
  assay_window_add_actions (self);
}

GtkWidget *
assay_window_new (AssayApplication *application, AssaySession *session)
{
  AssayWindow *self;

  g_return_val_if_fail (ASSAY_IS_SESSION (session), NULL);

  self = g_object_new (ASSAY_TYPE_WINDOW, "application", application, NULL);
  self->session = g_object_ref (session);
  assay_window_add_advisor (self);
  assay_window_add_bench (self);
  assay_window_add_import (self);
  assay_window_add_present (self);
  assay_window_add_print (self);
  assay_window_add_refresh (self);
  assay_window_add_service (self);
  assay_window_add_talk (self);
  assay_window_add_undo (self);
  g_signal_connect_object (session, "store-changed", G_CALLBACK (store_changed_cb), self, G_CONNECT_SWAPPED);
  if (assay_session_get_store (session) != NULL)
    store_changed_cb (self);

  return GTK_WIDGET (self);
}
