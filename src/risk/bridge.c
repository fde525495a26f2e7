/* Builds and walks the Brownian bridge. Source: Glasserman, "Monte Carlo Methods in Financial
 * Engineering" (2003), section 3.1: between known W(l) and W(r), W(m) has the mean on the straight
 * line and the variance (m - l)(r - m)/(r - l). */
#include "risk/bridge.h"

enum { LANES = SAM_RANDOM_LANES };

typedef struct gap {
    uint32_t left, right;
} gap;

static sam_bridge_step between(uint32_t left, uint32_t right) {
    uint32_t month = left + (right - left) / 2;
    double whole = (double)(right - left), before = (double)(month - left);
    double after = whole - before;
    return (sam_bridge_step){month,         left,           right,
                             after / whole, before / whole, __builtin_sqrt(before * after / whole)};
}

bool sam_bridge_init(sam_bridge *bridge, size_t months, sam_arena *arena) {
    bridge->months = months;
    bridge->steps = sam_arena_array(arena, months, sizeof *bridge->steps);
    gap *gaps = sam_arena_array(arena, months + 1, sizeof *gaps);
    if (!bridge->steps || !gaps)
        return false;
    uint32_t last = (uint32_t)months;
    bridge->steps[0] = (sam_bridge_step){last, 0, last, 0, 0, __builtin_sqrt((double)months)};
    gaps[0] = (gap){0, last};
    size_t made = 1, step = 1;
    /* First in, first out: all halves before all quarters. A gap of one month has no middle. */
    for (size_t at = 0; at < made; at++) {
        gap here = gaps[at];
        if (here.right - here.left < 2)
            continue;
        sam_bridge_step middle = between(here.left, here.right);
        bridge->steps[step++] = middle;
        if (middle.month - here.left > 1)
            gaps[made++] = (gap){here.left, middle.month};
        if (here.right - middle.month > 1)
            gaps[made++] = (gap){middle.month, here.right};
    }
    return true;
}

void sam_bridge_apply(double *restrict out, const sam_bridge *bridge,
                      const double *restrict normals) {
    static const double start[LANES] = {0};
    for (size_t s = 0; s < bridge->months; s++) {
        const sam_bridge_step step = bridge->steps[s];
        const double *z = normals + s * LANES;
        const double *left = step.left ? out + (step.left - 1) * (size_t)LANES : start;
        const double *right = s ? out + (step.right - 1) * (size_t)LANES : start;
        double *here = out + (step.month - 1) * (size_t)LANES;
        for (size_t lane = 0; lane < LANES; lane++)
            here[lane] = step.left_share * left[lane] + step.right_share * right[lane] +
                         step.deviation * z[lane];
    }
    /* From the path to what each month adds to it; backwards, since it is done in place. */
    for (size_t m = bridge->months; m-- > 1;)
        for (size_t lane = 0; lane < LANES; lane++)
            out[m * LANES + lane] -= out[(m - 1) * LANES + lane];
}
