/* The few places where GTK 4.8 and libadwaita 1.2 differ from today's releases; no deprecated call on either. */
#pragma once

#include <adwaita.h>

G_BEGIN_DECLS

/* Asks where to save; @name is the suggested file name, @mime the type of the only filter, or a pattern such as "*.assay-talk", or some with semicolons between. */
void     assay_save_dialog_async  (GtkWindow           *parent,
                                   const char          *title,
                                   const char          *name,
                                   const char          *mime,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data);
/* Asks which file to open, of the type or pattern @mime; NULL: any. */
void     assay_open_dialog_async  (GtkWindow           *parent,
                                   const char          *title,
                                   const char          *mime,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data);
/* Asks for a folder. */
void     assay_folder_dialog_async (GtkWindow          *parent,
                                   const char          *title,
                                   GCancellable        *cancellable,
                                   GAsyncReadyCallback  callback,
                                   gpointer             user_data);
/* The file or folder chosen in any of them (transfer full); %NULL with %G_IO_ERROR_CANCELLED if the user thought better of it. */
GFile   *assay_file_dialog_finish (GAsyncResult        *result,
                                   GError             **error);

/* Whether @address is one that a browser opens: http or https. */
gboolean assay_is_web_address     (const char          *address);
/* Opens @address in the browser; anything but http(s) is ignored, whatever a catalogue file says. */
void     assay_open_address       (const char          *address);

/* Has a screen reader say @text; nothing before GTK 4.14, where a changed description is what it reads. */
void     assay_announce           (GtkWidget           *widget,
                                   const char          *text);

/* Has a screen reader say @button's accessible name, where today's GTK prefers the words on it. */
void     assay_button_prefer_name (GtkWidget           *button);
/* Calls a drop-down of strings @name ("Verdict") for a screen reader, and the button within it, which has the focus, "Verdict: Supported";
 * GTK 4.8 calls that by its type. */
void     assay_drop_down_set_name (GtkDropDown         *self,
                                   const char          *name);

/* Adds @suffix to the end of @row. */
void     assay_expander_add_suffix (AdwExpanderRow     *row,
                                    GtkWidget          *suffix);

G_END_DECLS
