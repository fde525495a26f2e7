/* A choice as JSON: stable keys, numbers exact. */
#include <math.h>

#include "deal/fields.h"
#include "report/choice.h"

const char *sam_choice_status_word(const sam_choice *choice, sam_status status) {
    if (!choice->feasible)
        return "infeasible";
    if (status == SAM_OK && choice->whole.stopped)
        return "stopped";
    return status == SAM_OK ? "optimal" : "not_certified";
}

/* The figure that sets a limit, and where it is from. */
static void bound(sam_json *json, const sam_input *input) {
    static const char *const ORIGINS[] = {"model", "scenario", "term", "default", "command"};
    static const char *const CONFIDENCE[] = {"high", "medium", "low"};
    sam_json_key(json, "bound");
    if (!input) {
        sam_json_null(json);
        return;
    }
    sam_json_open_object(json);
    sam_json_key_string(json, "input", input->name);
    sam_json_key_number(json, "value", input->value);
    sam_json_key_string(json, "unit", sam_unit_text(input->field->unit));
    sam_json_key_string(json, "origin", ORIGINS[input->origin]);
    sam_json_key_string(json, "file", input->file);
    sam_json_key_string(json, "pointer", input->pointer);
    sam_json_key_string(json, "source", input->source);
    sam_json_key_string(json, "confidence", CONFIDENCE[input->confidence]);
    sam_json_close_object(json);
}

static void limit(sam_json *json, const sam_choice *choice, uint32_t index) {
    const sam_choice_limit *l = &choice->limits[index];
    sam_json_key_string(json, "limit", l->name);
    sam_json_key_string(json, "text", l->text);
    sam_json_key_string(json, "row", l->row);
    sam_json_key_string(json, "party",
                        l->party == SAM_NO_PARTY ? NULL : choice->plan->deal->parties[l->party].id);
    sam_json_key_string(json, "unit", sam_unit_text(l->unit));
    bound(json, l->bound);
}

/* A loan that is not used: by which rate it would be. */
static void enters(sam_json *json, const sam_choice_term *t) {
    sam_json_key(json, "enters");
    if (!t->enters) {
        sam_json_null(json);
        return;
    }
    sam_json_open_object(json);
    sam_json_key_string(json, "input", t->enters->name);
    sam_json_key_number(json, "now", t->enters->value);
    sam_json_key_number(json, "below", t->enters_below);
    sam_json_close_object(json);
}

static void mix(sam_json *json, const sam_choice *choice) {
    static const char *const BY[] = {"command", "model", "usual"};
    sam_json_key_string(json, "decided_by", BY[choice->decided_by]);
    sam_json_key(json, "mix");
    sam_json_open_array(json);
    for (uint32_t j = 0; j < choice->term_count; j++) {
        const sam_choice_term *t = &choice->terms[j];
        sam_json_open_object(json);
        sam_json_key_string(json, "name", t->name);
        sam_json_key_number(json, "value", t->value);
        sam_json_key_string(json, "unit", sam_unit_text(t->unit));
        sam_json_key_number(json, "base", t->base);
        sam_json_key_number(json, "low", t->low);
        sam_json_key_number(json, "high", t->high);
        sam_json_key_string(json, "at_bound",
                            t->at_bound == 0  ? NULL
                            : t->at_bound < 0 ? "low"
                                              : "high");
        sam_json_key_number(json, "reduced_cost", t->reduced);
        sam_json_key(json, "whole");
        sam_json_bool(json, t->whole);
        enters(json, t);
        sam_json_close_object(json);
    }
    sam_json_close_array(json);
}

static void binding(sam_json *json, const sam_choice *choice) {
    sam_json_key(json, "binding");
    sam_json_open_array(json);
    for (uint32_t d = 0; d < choice->limit_count; d++) {
        if (!choice->limits[d].binding)
            continue;
        sam_json_open_object(json);
        limit(json, choice, d);
        sam_json_key_number(json, "spare", choice->limits[d].spare);
        sam_json_key(json, "month");
        if (choice->limits[d].month)
            sam_json_whole(json, choice->limits[d].month);
        else
            sam_json_null(json);
        sam_json_close_object(json);
    }
    sam_json_close_array(json);
}

static void prices(sam_json *json, const sam_choice *choice) {
    sam_json_key(json, "shadow_prices");
    sam_json_open_array(json);
    for (uint32_t d = 0; d < choice->limit_count; d++) {
        const sam_choice_limit *l = &choice->limits[d];
        if (!l->binding)
            continue;
        sam_json_open_object(json);
        limit(json, choice, d);
        sam_json_key_number(json, "price", l->price);
        sam_json_key_number(json, "holds_to", l->price_to);
        sam_json_key(json, "verified");
        sam_json_bool(json, l->priced);
        sam_json_close_object(json);
    }
    sam_json_close_array(json);
}

static void limits(sam_json *json, const sam_choice *choice) {
    sam_json_key(json, "limits");
    sam_json_open_array(json);
    for (uint32_t d = 0; d < choice->limit_count; d++) {
        sam_json_open_object(json);
        limit(json, choice, d);
        sam_json_key_number(json, "spare", choice->limits[d].spare);
        sam_json_close_object(json);
    }
    sam_json_close_array(json);
}

/* JSON has no word for a number that does not exist but null. */
static void key_known(sam_json *json, const char *key, double value) {
    sam_json_key(json, key);
    if (isnan(value))
        sam_json_null(json);
    else
        sam_json_number(json, value);
}

static void draws(sam_json *json, const sam_certificate *c) {
    sam_json_key(json, "draws");
    if (!c->draws) {
        sam_json_null(json);
        return;
    }
    sam_json_open_object(json);
    sam_json_key_number(json, "count", (double)c->draws);
    sam_json_key_number(json, "seed", (double)c->seed);
    sam_json_key_number(json, "rerun_difference", c->draws_difference);
    sam_json_key_number(json, "lower", c->lower);
    sam_json_key_number(json, "upper", c->upper);
    sam_json_key_number(json, "gap", c->upper - c->lower);
    sam_json_key_whole(json, "cut_rounds", c->cut_rounds);
    sam_json_key_whole(json, "cuts", c->cuts);
    key_known(json, "full", c->full);
    key_known(json, "cover_held", c->cover_held);
    sam_json_close_object(json);
}

static void certificate(sam_json *json, const sam_choice *choice) {
    const sam_certificate *c = &choice->certificate;
    sam_json_key(json, "certificate");
    sam_json_open_object(json);
    sam_json_key_number(json, "rerun_difference", c->rerun_difference);
    sam_json_key_number(json, "step_difference", c->step_difference);
    sam_json_key_number(json, "step", c->step);
    sam_json_key_whole(json, "step_rows", c->step_rows);
    sam_json_key_number(json, "primal_residual", c->primal_residual);
    sam_json_key_number(json, "dual_residual", c->dual_residual);
    sam_json_key_number(json, "gap", c->gap);
    sam_json_key_number(json, "still_promised", c->better);
    sam_json_key(json, "at_kink");
    sam_json_bool(json, c->at_kink);
    sam_json_key_whole(json, "rounds", c->rounds);
    sam_json_key_whole(json, "starts", c->starts);
    sam_json_key_whole(json, "starts_agreeing", c->starts_agreeing);
    draws(json, c);
    sam_json_close_object(json);
}

static void whole(sam_json *json, const sam_choice *choice) {
    const sam_choice_whole *w = &choice->whole;
    sam_json_key(json, "whole");
    if (w->count == 0) {
        sam_json_null(json);
        return;
    }
    sam_json_open_object(json);
    sam_json_key_whole(json, "tried", w->tried);
    sam_json_key_whole(json, "solved", w->solved);
    sam_json_key(json, "every");
    sam_json_bool(json, w->every);
    sam_json_key(json, "bound");
    if (w->bounded)
        sam_json_number(json, w->bound);
    else
        sam_json_null(json);
    sam_json_key(json, "gap");
    if (w->bounded)
        sam_json_number(json, w->gap);
    else
        sam_json_null(json);
    sam_json_close_object(json);
}

static void conflict(sam_json *json, const sam_choice *choice) {
    sam_json_key(json, "conflict");
    sam_json_open_array(json);
    for (uint32_t i = 0; i < choice->conflict_count; i++) {
        sam_json_open_object(json);
        limit(json, choice, choice->conflict[i]);
        sam_json_close_object(json);
    }
    sam_json_close_array(json);
}

static void relaxation(sam_json *json, const sam_choice *choice, const sam_relaxation *r) {
    sam_json_open_object(json);
    sam_json_key(json, "limits");
    sam_json_open_array(json);
    for (uint32_t i = 0; i < r->count; i++) {
        sam_json_open_object(json);
        limit(json, choice, r->limits[i]);
        sam_json_key_number(json, "amount", r->amounts[i]);
        sam_json_close_object(json);
    }
    sam_json_close_array(json);
    sam_json_key_string(json, "input", r->input);
    if (r->input) {
        sam_json_key_number(json, "from", r->from);
        sam_json_key_number(json, "to", r->to);
    }
    sam_json_key_number(json, "cost", r->cost);
    sam_json_close_object(json);
}

static void relaxations(sam_json *json, const sam_choice *choice) {
    sam_json_key(json, "relaxations");
    sam_json_open_array(json);
    for (uint32_t i = 0; i < choice->relaxation_count; i++)
        relaxation(json, choice, &choice->relaxations[i]);
    sam_json_close_array(json);
}

void sam_choice_json(sam_json *json, const sam_choice *choice, sam_status status) {
    sam_json_open_object(json);
    sam_json_key_string(json, "id", choice->plan->deal->model_id);
    sam_json_key_string(json, "scenario", choice->plan->deal->scenario_id);
    sam_json_key_string(json, "status", sam_choice_status_word(choice, status));
    sam_json_key(json, "objective");
    sam_json_open_object(json);
    sam_json_key_string(json, "name", choice->objective);
    sam_json_key_string(json, "text", choice->objective_text);
    sam_json_key_string(json, "sense", choice->highest ? "highest" : "lowest");
    sam_json_key_string(json, "unit", sam_unit_text(choice->objective_unit));
    sam_json_key(json, "value");
    if (choice->feasible)
        sam_json_number(json, choice->value);
    else
        sam_json_null(json);
    sam_json_key_number(json, "base", choice->base);
    sam_json_close_object(json);
    mix(json, choice);
    whole(json, choice);
    if (choice->feasible) {
        binding(json, choice);
        prices(json, choice);
        limits(json, choice);
        certificate(json, choice);
    } else {
        conflict(json, choice);
        relaxations(json, choice);
    }
    sam_json_close_object(json);
}
