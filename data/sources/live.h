/* Answers of public sources that are asked over the network. Each function reads the @body of one, which messages call @name; the errors are those of
 * assay_import_read(), and of a source that refuses %ASSAY_ERROR_FORMAT with its own words. Transfer full. */
#pragma once

#include "data/sources/results.h"

G_BEGIN_DECLS

/* What files are imported in, too: HttpArena's tests and its time line, a table of frameworks, and query_range of Prometheus. */
AssayResults *assay_live_arena      (const char *name, GBytes *body, GError **error);
AssayResults *assay_live_timeline   (const char *name, GBytes *body, GError **error);
AssayResults *assay_live_table      (const char *name, GBytes *body, GError **error);
AssayResults *assay_live_prometheus (const char *name, GBytes *body, GError **error);

/* ecosyste.ms: for each package, by its package URL, "downloads" (dimension "period"), "versions_count", "dependent_packages_count",
 * "dependent_repos_count", "docker_downloads_count"; as texts "latest-release" with its date and "first-release". */
AssayResults *assay_live_packages   (const char *name, GBytes *body, GError **error);
/* ecosyste.ms: "packages_count", "versions_count", "downloads" of the default registry of each ecosystem ("npm", "pypi"); its name in the quality. */
AssayResults *assay_live_registries (const char *name, GBytes *body, GError **error);
/* endoflife.date: for each release, such as "PRODUCT 24", the days "release-date", "active-lts-from", "active-support-until", "end-of-life" as texts,
 * and "latest-patch", a version with its date. */
AssayResults *assay_live_lifecycle  (const char *name, GBytes *body, GError **error);
/* OSV: one row "advisories" of no subject, without those that are withdrawn and those about packages made to harm. Its quality says so where there
 * are more pages. */
AssayResults *assay_live_advisories (const char *name, GBytes *body, GError **error);
/* GitHub: "stars", "forks", "open-issues" of the repository, and the day "pushed" as a text; whether it is archived, and its licence, in the note. */
AssayResults *assay_live_repository (const char *name, GBytes *body, GError **error);
/* GitHub's Innovation Graph: "pushers" of each language or topic and quarter ("2025-Q3"), summed over all economies but the EU, whose members
 * are listed too. */
AssayResults *assay_live_languages  (const char *name, GBytes *body, GError **error);
AssayResults *assay_live_topics     (const char *name, GBytes *body, GError **error);
/* Stack Exchange: "questions" of each tag. A wish to be left in peace for a while is in the note, or the error where there are no tags. */
AssayResults *assay_live_questions  (const char *name, GBytes *body, GError **error);

G_END_DECLS
