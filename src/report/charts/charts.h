/* The script that draws the figures of a report: charts.js with Apache ECharts, bundled when
 * samspel is built; empty in a build without it. ASCII, NUL-terminated, fit for a script element.
 */
#ifndef SAMSPEL_REPORT_CHARTS_H
#define SAMSPEL_REPORT_CHARTS_H

#include <stddef.h>

extern const char sam_charts[];
extern const size_t sam_charts_length; /* 0: built without figures */

#endif
