/* What a batch is held against: reading the files named on standard input, one a line, and parsing
 * them with cJSON alone. Prints the milliseconds of reading and parsing, and of parsing. */
#include <cjson/cJSON.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static double now(void) {
    struct timespec t;
    clock_gettime(CLOCK_MONOTONIC, &t);
    return (double)t.tv_sec * 1e3 + (double)t.tv_nsec * 1e-6;
}

int main(void) {
    static char name[4096], bytes[1 << 24];
    double begun = now(), parsing = 0;
    long count = 0;
    while (fgets(name, sizeof name, stdin)) {
        name[strcspn(name, "\n")] = '\0';
        FILE *file = fopen(name, "rb");
        if (!file)
            return 1;
        size_t length = fread(bytes, 1, sizeof bytes - 1, file);
        fclose(file);
        double before = now();
        cJSON *tree = cJSON_ParseWithLength(bytes, length);
        if (!tree)
            return 1;
        cJSON_Delete(tree);
        parsing += now() - before;
        count++;
    }
    printf("%ld files: read and parsed in %.1f ms, of which parsing %.1f ms\n", count,
           now() - begun, parsing);
    return 0;
}
