/* Numbers as text, without any locale: a decimal point always, whatever the host has set.
 * The only place that turns a double into text or text into a double. */
#ifndef SAMSPEL_BASE_NUMBER_H
#define SAMSPEL_BASE_NUMBER_H

#include <stdbool.h>
#include <stddef.h>

enum { SAM_NUMBER_SIZE = 40 };

/* The shortest decimal text that reads back as the same double, in JSON form ("0.1", "1e+21" style
 * allowed, "-0" printed as "0"). Non-finite values print as "null". Returns the length written to
 * out, which holds SAM_NUMBER_SIZE bytes. */
size_t sam_number_print(char *out, double value);

/* Fixed decimals, rounded half away from zero on the shortest decimal text (2.675 -> "2.68").
 * decimals 0..9. Same buffer. "-0.00" prints as "0.00". */
size_t sam_number_print_fixed(char *out, double value, int decimals);

/* As print_fixed, in Norwegian form: group separator (a no-break space in UTF-8, U+00A0) every
 * three digits, decimal comma, minus sign U+2212. out holds 2 * SAM_NUMBER_SIZE bytes. */
size_t sam_number_print_norwegian(char *out, double value, int decimals);

/* Rounds like print_fixed and gives the double back. */
double sam_number_round(double value, int decimals);

/* Reads exactly length bytes in the JSON number grammar. False: not a number, or not finite. */
bool sam_number_parse(const char *text, size_t length, double *out);

/* Reads a number the way a command line or CSV field may write it: optional surrounding blanks, an
 * optional leading +, JSON grammar otherwise. */
bool sam_number_parse_loose(const char *text, size_t length, double *out);

#endif
