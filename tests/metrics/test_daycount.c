/* Calendar and day counts. Published: the actual/actual examples of ISDA's paper "EMU and market
 * conventions: recent developments" (1998). The 30/360 cases are counted by hand, one a clause of
 * the rule; test_xirr.c has a published rate that rests on it. The rest are laws of the calendar.
 */
#include <criterion/criterion.h>
#include <string.h>

#include "samspel/metrics.h"

static sam_date day(const char *text) {
    sam_date date = {0, 0, 0};
    cr_assert(sam_date_read(&date, text, strlen(text)), "%s", text);
    return date;
}

static double years(const char *from, const char *to, sam_day_count basis) {
    return sam_date_years(day(from), day(to), basis);
}

static bool reads(const char *text) {
    sam_date date;
    return sam_date_read(&date, text, strlen(text));
}

Test(daycount, reads_only_days_that_exist) {
    cr_assert(reads("2024-02-29") && reads("2000-02-29") && reads("0001-01-01"));
    cr_assert(reads("9999-12-31"));
    const char *const wrong[] = {"2023-02-29", "1900-02-29",  "2023-00-10", "2023-13-01",
                                 "2023-04-31", "2023-01-00",  "0000-01-01", "2023-1-01",
                                 "2023/01/01", "2023-01-01 ", "23-01-01",   "",
                                 "2023-01-0a", "-023-01-01",  "2023-01+01", "20230101"};
    for (size_t i = 0; i < sizeof wrong / sizeof *wrong; i++)
        cr_assert_not(reads(wrong[i]), "%s", wrong[i]);
    cr_assert_not(sam_date_valid((sam_date){10000, 1, 1}));
    cr_assert_not(sam_date_valid((sam_date){-4, 2, 29}));
}

/* Walking day by day for 801 years meets every valid date once, in order. */
Test(daycount, numbers_are_consecutive) {
    int32_t number = sam_date_number((sam_date){1599, 12, 31});
    for (int year = 1600; year <= 2400; year++)
        for (int month = 1; month <= 12; month++)
            for (int d = 1; d <= 31; d++) {
                sam_date date = {year, month, d};
                if (sam_date_valid(date))
                    cr_assert_eq(sam_date_number(date), ++number);
            }
}

/* Julian days, as astronomers count: 2440588 on 1970-01-01, 2451545 on 2000-01-01, 1721426 on
 * 0001-01-01. */
Test(daycount, numbers_of_known_days) {
    cr_assert_eq(sam_date_number(day("1970-01-01")), 0);
    cr_assert_eq(sam_date_number(day("1969-12-31")), -1);
    cr_assert_eq(sam_date_number(day("2000-01-01")), 2451545 - 2440588);
    cr_assert_eq(sam_date_number(day("2000-03-01")), 11017);
    cr_assert_eq(sam_date_number(day("0001-01-01")), 1721426 - 2440588);
}

Test(daycount, actual_over_a_fixed_year) {
    cr_assert_eq(years("2024-01-01", "2025-01-01", SAM_ACTUAL_365), 366.0 / 365.0);
    cr_assert_eq(years("2023-01-01", "2023-12-27", SAM_ACTUAL_360), 1.0);
    cr_assert_eq(years("2023-12-27", "2023-01-01", SAM_ACTUAL_360), -1.0);
}

/* ISDA's own examples for actual/actual (ISDA): 61/365 + 121/366 and 184/365 + 182/366 and so on.
 */
Test(daycount, actual_actual_as_isda_prints_it) {
    cr_assert_float_eq(years("2003-11-01", "2004-05-01", SAM_ACTUAL_ACTUAL),
                       61.0 / 365.0 + 121.0 / 366.0, 1e-15);
    cr_assert_float_eq(years("1999-02-01", "1999-07-01", SAM_ACTUAL_ACTUAL), 150.0 / 365.0, 1e-15);
    cr_assert_float_eq(years("1999-07-01", "2000-07-01", SAM_ACTUAL_ACTUAL),
                       184.0 / 365.0 + 182.0 / 366.0, 1e-15);
    cr_assert_float_eq(years("2002-08-15", "2003-07-15", SAM_ACTUAL_ACTUAL), 334.0 / 365.0, 1e-15);
    cr_assert_float_eq(years("2000-01-30", "2000-06-30", SAM_ACTUAL_ACTUAL), 152.0 / 366.0, 1e-15);
    cr_assert_float_eq(years("2001-01-01", "2009-01-01", SAM_ACTUAL_ACTUAL), 8.0, 1e-15);
}

/* US rule by its clauses: ends of February, 31sts after a 30th or not. */
Test(daycount, thirty_360_month_ends) {
    const struct {
        const char *from, *to;
        int days;
    } cases[] = {
        {"2007-01-15", "2007-01-30", 15},  {"2007-01-15", "2007-02-15", 30},
        {"2007-01-15", "2007-07-15", 180}, {"2007-09-30", "2008-03-31", 180},
        {"2007-09-30", "2007-10-31", 30},  {"2007-09-30", "2008-09-30", 360},
        {"2007-01-15", "2007-01-31", 16},  {"2007-01-31", "2007-02-28", 28},
        {"2007-02-28", "2007-03-31", 30},  {"2006-08-31", "2007-02-28", 178},
        {"2007-02-28", "2007-08-31", 180}, {"2007-02-14", "2007-02-28", 14},
        {"2007-02-26", "2008-02-29", 363}, {"2008-02-29", "2009-02-28", 360},
        {"2008-02-29", "2008-03-30", 30},  {"2008-02-29", "2008-03-31", 30},
        {"2007-02-28", "2007-03-05", 5},
    };
    for (size_t i = 0; i < sizeof cases / sizeof *cases; i++)
        cr_assert_float_eq(years(cases[i].from, cases[i].to, SAM_THIRTY_360) * 360.0, cases[i].days,
                           1e-9, "%s %s", cases[i].from, cases[i].to);
}

/* Laws: reversing the order changes the sign; adjoining spans add up where days are counted. */
Test(daycount, spans_reverse_and_add_up) {
    const sam_day_count bases[] = {SAM_ACTUAL_365, SAM_ACTUAL_360, SAM_THIRTY_360,
                                   SAM_ACTUAL_ACTUAL};
    for (size_t b = 0; b < 4; b++)
        for (int i = 0; i < 400; i++) {
            sam_date from = {1990 + i % 17, 1 + i % 12, 1 + i % 28};
            sam_date middle = {2008 + i % 5, 1 + i % 11, 1 + i % 27};
            sam_date to = {2020 + i % 7, 1 + i % 10, 1 + i % 26};
            double whole = sam_date_years(from, to, bases[b]);
            cr_assert_eq(sam_date_years(to, from, bases[b]), -whole);
            if (bases[b] != SAM_THIRTY_360)
                cr_assert_float_eq(sam_date_years(from, middle, bases[b]) +
                                       sam_date_years(middle, to, bases[b]),
                                   whole, 1e-13);
        }
}
