# Reads C sources and prints one line a breach of the house rules: "file:line: what".
# Run by ./check from the top of a tree; file names are relative to it. Comments and strings are
# told apart by the C rules; everything else trusts the layout that clang-format guarantees.
# Must not need more than POSIX awk.

BEGIN {
    split("base series deal plan ledger metrics risk choice report batch cli", names, " ")
    for (i in names) order[names[i]] = i + 0
    # Public headers that are not named after their room. samspel.h takes in every room.
    room_of["status"] = room_of["diag"] = room_of["simd"] = "base"
    room_of["portfolio"] = "choice"
    room_of["samspel"] = "report"

    # Libraries of others, and the rooms that may include them.
    library["^cjson/|^cJSON"] = " deal report "
    library["^libxml"] = " series report "
    library["^glpk"] = " choice "
    library["^pthread|^threads\\.h"] = " risk "
    library["^stdatomic"] = " base risk batch cli "
    library["^xlsxwriter"] = " report "
    library["^zlib"] = " report "
    library["^sqlite"] = " batch "
    library["^(setjmp|time|unistd|fcntl)\\.h|^sys/"] = " risk choice report batch cli "

    start = "(^|[^A-Za-z0-9_])("
    printing = start "v?f?printf|f?puts|f?putc|putchar|perror|exit|_Exit|quick_exit|abort|" \
        "(secure_)?getenv)[ ]*\\("
    streams = start "stdout|stderr|stdin)([^A-Za-z0-9_]|$)"
    numbers = start "strto(d|f|ld)(_l)?|atof|v?s?f?scanf)[ ]*\\("
    locales = start "setlocale|newlocale|uselocale|(bind_?)?textdomain(_codeset)?|d?c?n?gettext)[ ]*\\("
    double_format = "%[-+#0]*([0-9]+|\\*)?(\\.([0-9]+|\\*)?)?L?[aAeEfFgG]"
}

function breach(what) { printf "%s:%d: %s\n", FILENAME, FNR, what }

function end_of_file() {
    if (last_line > 400) printf "%s:%d: the file has %d lines, 400 are allowed\n", last_file, last_line, last_line
}

FNR == 1 {
    end_of_file()
    in_comment = 0
    function_start = 0
    room = public = FILENAME
    if (!sub(/^src\//, "", room)) {
        sub(/.*\//, "", public)
        sub(/\.h$/, "", public)
        room = (public in room_of) ? room_of[public] : public
    }
    sub(/\/.*/, "", room)
    if (!(room in order)) breach("no room is known for this file")
    number_file = (FILENAME == "src/base/number.c")
    language_file = (FILENAME == "src/report/language.c")
}

{ last_file = FILENAME; last_line = FNR }

# Splits the line into code (strings emptied) and literals (what the strings hold).
{
    code = literals = ""
    rest = $0
    while (rest != "") {
        if (in_comment) {
            at = index(rest, "*/")
            if (!at) break
            rest = substr(rest, at + 2)
            in_comment = 0
        } else if (match(rest, /"|'|\/\*|\/\//)) {
            mark = substr(rest, RSTART, RLENGTH)
            code = code substr(rest, 1, RSTART - 1)
            rest = substr(rest, RSTART + RLENGTH)
            if (mark == "//") break
            if (mark == "/*") { in_comment = 1; continue }
            pattern = (mark == "'") ? "^([^'\\\\]|\\\\.)*'" : "^([^\"\\\\]|\\\\.)*\""
            if (!match(rest, pattern)) { rest = ""; continue }
            if (mark == "\"") literals = literals substr(rest, 1, RLENGTH - 1) " "
            code = code mark mark
            rest = substr(rest, RLENGTH + 1)
        } else {
            code = code rest
            rest = ""
        }
    }
}

/^[ \t]*#[ \t]*include/ && !in_comment { check_include($0); next }

function check_include(line,    header, other, pattern) {
    if (!match(line, /["<][^">]*[">]/)) return
    header = substr(line, RSTART + 1, RLENGTH - 2)
    for (pattern in library)
        if (header ~ pattern && !index(library[pattern], " " room " "))
            breach("<" header "> may not be used in " room)
    if (header ~ /^(locale|libintl)\.h/ && !language_file)
        breach("<" header "> belongs to report/language.c")
    if (FILENAME ~ /^include/ && header == "samspel/samspel.h") breach("a header may not include all")
    other = header
    if (sub(/^samspel\//, "", other)) {
        sub(/\.h$/, "", other)
        if (other in room_of) other = room_of[other]
    } else if (!sub(/\/.*/, "", other) || !(other in order)) return
    if (!(other in order)) breach("no room is known for " header)
    else if (order[other] > order[room] && public != "samspel")
        breach(room " may not know " other " (" header ")")
}

room != "cli" && code ~ printing { breach("only cli prints, exits or reads the environment") }
room != "cli" && code ~ streams { breach("only cli knows the standard streams") }
!language_file && code ~ locales { breach("locales and catalogues belong to report/language.c") }
!number_file && code ~ numbers { breach("text becomes a number only in base/number.c") }
room != "report" && room != "cli" && code ~ (start "_exit|fork)[ ]*\\(") {
    breach("only report and cli may fork")
}
!number_file && literals != "" {
    gsub(/%%/, "", literals)
    if (literals ~ double_format) breach("a double becomes text only in base/number.c")
}

# A function begins at the left edge and ends with a lone brace there; labels stand there too.
/^[A-Za-z_]/ && !/^[A-Za-z_0-9]+:/ { function_start = FNR }
/^}$/ && function_start && FNR - function_start + 1 > 60 {
    breach("the function has " FNR - function_start + 1 " lines, 60 are allowed")
}

END { end_of_file() }
