/* The calendar and the day counts. Must not know the clock, a time zone or a locale. */
#include <assert.h>

#include "samspel/metrics.h"

static bool leap(int year) {
    return year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);
}

static int month_days(int year, int month) {
    static const int days[12] = {31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    return days[month - 1] + (month == 2 && leap(year) ? 1 : 0);
}

bool sam_date_valid(sam_date date) {
    if (date.year < 1 || date.year > 9999 || date.month < 1 || date.month > 12)
        return false;
    return date.day >= 1 && date.day <= month_days(date.year, date.month);
}

/* Days before 1 January of a year, counted from 1 January of year 1. */
static int32_t days_before_year(int year) {
    int past = year - 1;
    return past * 365 + past / 4 - past / 100 + past / 400;
}

int32_t sam_date_number(sam_date date) {
    assert(sam_date_valid(date));
    int32_t days = days_before_year(date.year) - days_before_year(1970);
    for (int month = 1; month < date.month; month++)
        days += month_days(date.year, month);
    return days + date.day - 1;
}

/* Exactly `digits` ASCII digits, or -1. */
static int read_digits(const char *text, size_t digits) {
    int value = 0;
    for (size_t i = 0; i < digits; i++) {
        if (text[i] < '0' || text[i] > '9')
            return -1;
        value = value * 10 + (text[i] - '0');
    }
    return value;
}

bool sam_date_read(sam_date *out, const char *text, size_t length) {
    if (length != 10 || text[4] != '-' || text[7] != '-')
        return false;
    sam_date date = {read_digits(text, 4), read_digits(text + 5, 2), read_digits(text + 8, 2)};
    if (!sam_date_valid(date))
        return false;
    *out = date;
    return true;
}

static bool ends_february(sam_date date) {
    return date.month == 2 && date.day == month_days(date.year, 2);
}

static double thirty_360(sam_date from, sam_date to) {
    if (ends_february(from) && ends_february(to))
        to.day = 30;
    if (ends_february(from) || from.day == 31)
        from.day = 30;
    if (to.day == 31 && from.day == 30)
        to.day = 30;
    int days = (to.year - from.year) * 360 + (to.month - from.month) * 30 + (to.day - from.day);
    return days / 360.0;
}

/* The part of its own year that has passed when the date begins. */
static double year_part(sam_date date) {
    int32_t passed = sam_date_number(date) - sam_date_number((sam_date){date.year, 1, 1});
    return passed / (leap(date.year) ? 366.0 : 365.0);
}

double sam_date_years(sam_date from, sam_date to, sam_day_count basis) {
    int32_t days = sam_date_number(to) - sam_date_number(from);
    if (days < 0)
        return -sam_date_years(to, from, basis);
    switch (basis) {
    case SAM_ACTUAL_360:
        return days / 360.0;
    case SAM_THIRTY_360:
        return thirty_360(from, to);
    case SAM_ACTUAL_ACTUAL:
        return (to.year - from.year) + (year_part(to) - year_part(from));
    case SAM_ACTUAL_365:
        break;
    }
    return days / 365.0;
}
