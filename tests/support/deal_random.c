/* See deal_random.h. */
#include "deal_random.h"

#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Steele, Lea and Flood's SplitMix64: a counter through a mixing function. */
static uint64_t next_bits(random_deal *r) {
    uint64_t z = r->state += 0x9e3779b97f4a7c15u;
    z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9u;
    z = (z ^ (z >> 27)) * 0x94d049bb133111ebu;
    return z ^ (z >> 31);
}

double random_unit(random_deal *r) {
    return (double)(next_bits(r) >> 11) / 9007199254740992.0;
}

double random_between(random_deal *r, double low, double high) {
    return low + (high - low) * random_unit(r);
}

int random_whole(random_deal *r, int low, int high) {
    return low + (int)(random_unit(r) * (high - low + 1));
}

bool random_chance(random_deal *r, double chance) {
    return random_unit(r) < chance;
}

static const char *pick(random_deal *r, const char *const *words, int count) {
    return words[random_whole(r, 0, count - 1)];
}

static void setting(random_deal *r, const char *pointer, double value) {
    if (r->set_count == RANDOM_SET)
        abort();
    char *text = r->value[r->set_count];
    snprintf(text, sizeof r->value[0], "%.17g", value);
    size_t at = 2 * (size_t)r->set_count;
    r->set[at] = pointer;
    r->set[at + 1] = text;
    r->set_count++;
}

static void word(random_deal *r, const char *pointer, const char *text) {
    setting(r, pointer, 0);
    snprintf(r->value[r->set_count - 1], sizeof r->value[0], "\"%s\"", text);
}

__attribute__((format(printf, 2, 3))) static void add(random_deal *r, const char *format, ...) {
    size_t length = strlen(r->clauses);
    va_list arguments;
    va_start(arguments, format);
    int more = vsnprintf(r->clauses + length, RANDOM_TEXT - length, format, arguments);
    va_end(arguments);
    if (more < 0 || length + (size_t)more >= RANDOM_TEXT)
        abort();
}

static void scenario(random_deal *r) {
    char start[16];
    snprintf(start, sizeof start, "20%02d-%02d", random_whole(r, 10, 30), random_whole(r, 1, 12));
    word(r, "/project/start", start);
    word(r, "/project/price_date", "2015-06");
    setting(r, "/project/build_months", random_whole(r, 1, 20));
    setting(r, "/project/horizon_years", random_whole(r, 1, 7));
    setting(r, "/project/value_to_cost", random_between(r, 0.5, 1.4));
    word(r, "/costs/draw_profile", random_chance(r, 0.5) ? "uniform" : "s_curve");
    setting(r, "/costs/growth", random_between(r, -0.01, 0.05));
    setting(r, "/costs/building/per_m2", random_between(r, 0, 30000));
    setting(r, "/costs/building/vat", random_chance(r, 0.5) ? 0.25 : 0);
    setting(r, "/costs/fees/amount", random_between(r, 0, 2e6));
    setting(r, "/costs/plot/value", random_between(r, 0, 3e6));
    setting(r, "/costs/plot/development", random_between(r, 0, 1e6));
    setting(r, "/dwellings/0/rent", random_between(r, 2000, 15000));
    setting(r, "/dwellings/0/price", random_chance(r, 0.3) ? random_between(r, 1e6, 4e6) : 0);
    setting(r, "/operation/vacancy", random_between(r, 0, 0.3));
    setting(r, "/operation/vacancy_first_year", random_between(r, 0, 0.3));
    setting(r, "/operation/running_per_m2", random_between(r, 0, 400));
    setting(r, "/operation/property_tax", random_chance(r, 0.5) ? 0.004 : 0);
    setting(r, "/operation/minimum_cash", random_chance(r, 0.3) ? 100000 : 0);
    setting(r, "/operation/lock_up", random_chance(r, 0.3) ? 1.1 : 0);
    setting(r, "/economy/inflation", random_between(r, -0.01, 0.05));
    setting(r, "/economy/rent_growth", random_between(r, -0.01, 0.02));
    setting(r, "/economy/value_growth", random_between(r, -0.03, 0.05));
    setting(r, "/economy/market_rate", random_between(r, 0, 0.08));
    setting(r, "/economy/husbanken_rate", random_between(r, 0, 0.08));
}

static void owners(random_deal *r) {
    r->owner_is_two = random_chance(r, 0.4);
    double share = r->owner_is_two ? random_between(r, 0.05, 0.95) : 1;
    add(r, "{\"id\": \"building\", \"kind\": \"building_cost\", \"fixed_price_share\": %.3f}",
        random_chance(r, 0.5) ? random_unit(r) : 0);
    add(r, ", {\"id\": \"one\", \"kind\": \"equity\", \"owner\": \"developer\", \"share\": %.17g",
        share);
    if (random_chance(r, 0.5))
        add(r, ", \"support_limit\": %.0f", random_between(r, 0, 1e6));
    add(r, "}");
    if (r->owner_is_two)
        add(r,
            ", {\"id\": \"two\", \"kind\": \"equity\", \"owner\": \"partner\", \"share\": %.17g}",
            1 - share);
    if (random_chance(r, 0.7))
        add(r,
            ", {\"id\": \"plot\", \"kind\": \"plot\", \"seller\": \"municipality\","
            " \"price_share\": %.3f, \"ground_rent\": %.3f}",
            random_unit(r), random_chance(r, 0.2) ? 0.04 : 0);
}

static void grants_and_bridge(random_deal *r) {
    r->bridge = random_chance(r, 0.8);
    if (r->bridge)
        add(r,
            ", {\"id\": \"bridge\", \"kind\": \"construction_loan\", \"lender\": \"bank\","
            " \"margin\": %.4f, \"commission\": %.4f}",
            random_between(r, 0, 0.05), random_between(r, 0, 0.01));
    if (random_chance(r, 0.4))
        add(r,
            ", {\"id\": \"grant\", \"kind\": \"grant\", \"payer\": \"husbanken\","
            " \"cost_share\": %.3f, \"per_m2\": %.0f, \"counted_in_ltv\": %d, \"binding_years\": "
            "%d}",
            random_between(r, 0, 0.5), random_between(r, 1000, 20000), random_whole(r, 0, 1),
            random_whole(r, 0, 30));
}

static void one_loan(random_deal *r, int index) {
    static const char *const profiles[] = {"annuity", "serial", "interest_only", "bullet",
                                           "sculpted"};
    static const char *const rates[] = {"fixed", "effective", "market", "husbanken"};
    static const int terms[] = {1, 2, 3, 4, 6, 12};
    const char *profile = pick(r, profiles, r->sculpted ? 5 : 4);
    const char *rate = pick(r, rates, 4);
    add(r,
        ", {\"id\": \"loan%d\", \"kind\": \"term_loan\", \"lender\": \"%s\", \"seniority\": %d,"
        " \"profile\": \"%s\", \"rate\": \"%s\", \"nominal_rate\": %.4f, \"effective_rate\": %.4f,"
        " \"margin\": %.4f, \"years\": %d, \"terms_per_year\": %d, \"grace_years\": %d,"
        " \"fee\": %.4f, \"ltv_max\": %.3f",
        index, random_chance(r, 0.5) ? "bank" : "husbanken", random_whole(r, 1, 5), profile, rate,
        random_between(r, 0, 0.08), random_between(r, 0, 0.08), random_between(r, 0, 0.03),
        random_whole(r, 1, 12), terms[random_whole(r, 0, 5)],
        random_chance(r, 0.3) ? random_whole(r, 1, 12) : 0,
        random_chance(r, 0.3) ? random_between(r, 0, 0.02) : 0, random_between(r, 0.1, 1.1));
    if ((strcmp(rate, "market") == 0 || strcmp(rate, "husbanken") == 0) && random_chance(r, 0.5))
        add(r, ", \"fixed_share\": %.3f, \"fixed_years\": %d", random_unit(r),
            random_whole(r, 1, 12));
    if (strcmp(profile, "sculpted") == 0)
        add(r, ", \"dscr_target\": %.3f", random_between(r, 1, 1.6));
    if (random_chance(r, 0.3))
        add(r, ", \"cost_share_max\": %.3f", random_between(r, 0.2, 1));
    if (random_chance(r, 0.3))
        add(r, ", \"amount_max\": %.0f", random_between(r, 1e5, 2e7));
    add(r, "}");
}

static void loans(random_deal *r) {
    r->sculpted = random_chance(r, 0.15) && !r->charges;
    r->loans = random_whole(r, 0, 3);
    for (int i = 0; i < r->loans; i++)
        one_loan(r, i);
    int guarantees = r->loans ? random_whole(r, 0, 2) : 0;
    r->premium = guarantees && random_chance(r, 0.4);
    for (int i = 0; i < guarantees; i++)
        add(r,
            ", {\"id\": \"cover%d\", \"kind\": \"guarantee\", \"guarantor\": \"%s\","
            " \"loan\": \"loan%d\", \"share\": %.3f, \"years\": %d, \"premium\": %.4f}",
            i, random_chance(r, 0.7) ? "municipality" : "state", random_whole(r, 0, r->loans - 1),
            random_unit(r), random_whole(r, 0, 8), r->premium ? random_between(r, 0, 0.02) : 0);
}

static void sold_homes(random_deal *r, double share) {
    add(r,
        ", {\"id\": \"sale\", \"kind\": \"sale\", \"unit_share\": %.17g, \"price_share\": %.3f,"
        " \"months_to_sell\": %d, \"sale_cost\": %.3f, \"buyer\": \"%s\"}",
        share, random_between(r, 0.6, 1.2), random_whole(r, 0, 18), random_between(r, 0, 0.05),
        random_chance(r, 0.5) ? "buyers" : "municipality");
    if (random_chance(r, 0.4))
        add(r,
            ", {\"id\": \"promise\", \"kind\": \"purchase_guarantee\", \"guarantor\":"
            " \"municipality\", \"sale\": \"sale\", \"months\": %d, \"resale_months\": %d}",
            random_whole(r, 0, 24), random_whole(r, 0, 60));
    if (random_chance(r, 0.3))
        add(r,
            ", {\"id\": \"hold\", \"kind\": \"holding\", \"holder\": \"municipality\","
            " \"unit_share\": %.3f, \"years\": %d}",
            share, random_whole(r, 0, 12));
    if (random_chance(r, 0.3))
        add(r,
            ", {\"id\": \"rto\", \"kind\": \"rent_to_own\", \"seller\": \"municipality\","
            " \"unit_share\": %.3f, \"years\": %d, \"take_up\": %.3f}",
            share, random_whole(r, 0, 8), random_unit(r));
}

static void homes(random_deal *r) {
    double left = 1;
    r->sale = random_chance(r, 0.4);
    if (r->sale) {
        double share = random_chance(r, 0.3) ? 1 : random_between(r, 0.1, 0.9);
        sold_homes(r, share);
        left -= share;
    }
    if (r->charges)
        add(r,
            ", {\"id\": \"charges\", \"kind\": \"common_charges\", \"payer\": \"buyers\","
            " \"unit_share\": %.17g}",
            left);
    if (r->charges)
        return;
    double leased = left > 0 && random_chance(r, 0.3) ? left * random_unit(r) : 0;
    if (leased > 0)
        add(r,
            ", {\"id\": \"block\", \"kind\": \"lease\", \"lessee\": \"municipality\","
            " \"unit_share\": %.17g, \"years\": %d, \"rent_share\": %.3f, \"administration\": "
            "3000}",
            leased, random_whole(r, 0, 10), random_between(r, 0.6, 1.2));
    add(r,
        ", {\"id\": \"let\", \"kind\": \"letting\", \"unit_share\": %.17g, \"rent_share\": %.3f,"
        " \"vacancy_share\": %.3f}",
        left - leased, random_between(r, 0.5, 1.3), random_between(r, 0.3, 1.5));
    if (random_chance(r, 0.3))
        add(r,
            ", {\"id\": \"empty\", \"kind\": \"rent_guarantee\", \"guarantor\": \"municipality\","
            " \"unit_share\": %.3f, \"threshold\": %.3f, \"years\": %d}",
            random_unit(r), random_between(r, 0, 0.2), random_whole(r, 0, 10));
}

static void the_rest(random_deal *r) {
    add(r, ", {\"id\": \"run\", \"kind\": \"running_cost\"}");
    if (random_chance(r, 0.5))
        add(r, ", {\"id\": \"tax\", \"kind\": \"tax\", \"rate\": 0.22}");
    if (random_chance(r, 0.3))
        add(r, ", {\"id\": \"reserve\", \"kind\": \"reserve\", \"months\": %d}",
            random_whole(r, 0, 12));
    if (random_chance(r, 0.8))
        add(r, ", {\"id\": \"end\", \"kind\": \"transfer\", \"value_share\": %.3f%s}",
            random_between(r, 0.5, 1.1),
            random_chance(r, 0.3) ? ", \"taker\": \"municipality\"" : "");
    if (random_chance(r, 0.2))
        add(r, ", {\"id\": \"call\", \"kind\": \"option\", \"holder\": \"municipality\"}");
}

static void begin(random_deal *r, uint64_t seed) {
    *r = (random_deal){.state = seed * 0x2545f4914f6cdd1du + 1};
    r->charges = random_chance(r, 0.1);
}

void random_deal_make(random_deal *r, uint64_t seed) {
    begin(r, seed);
    scenario(r);
    owners(r);
    grants_and_bridge(r);
    homes(r);
    loans(r);
    the_rest(r);
}

void random_deal_make_plain(random_deal *r, uint64_t seed) {
    begin(r, seed);
    scenario(r);
    setting(r, "/operation/running_per_m2", 0);
    setting(r, "/economy/rent_growth", 0);
    setting(r, "/economy/inflation", 0);
    setting(r, "/economy/value_growth", 0);
    owners(r);
    add(r, ", {\"id\": \"let\", \"kind\": \"letting\"}, {\"id\": \"end\", \"kind\": \"transfer\"}");
}
