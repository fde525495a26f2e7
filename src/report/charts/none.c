/* In place of the bundle, in a build without it. */
#include "report/charts/charts.h"

const size_t sam_charts_length = 0;
const char sam_charts[] = "";
