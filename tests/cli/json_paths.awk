# Prints the path of every key in JSON as samspel writes it (two blanks a level, a value a line):
# models[].parties[].npv. Under yearly[] the ids of parties become <party>, and in the names of
# measures those of clauses <clause>.
{
    match($0, /^ */)
    level = RLENGTH / 2
    rest = substr($0, RLENGTH + 1)
    key = ""
    if (match(rest, /^"([^"\\]|\\.)*": /)) {
        key = substr(rest, 2, RLENGTH - 4)
        rest = substr(rest, RLENGTH + 1)
    }
    if (level > 0 && name[level - 2] == "yearly[]" && key != "year") key = key == "" ? "" : "<party>"
    if (level > 0 && name[level - 1] == "measures") sub(/^[^.]*\./, "<clause>.", key)
    name[level] = key (rest ~ /^\[/ ? "[]" : "")
    if (key == "") next
    path = ""
    for (i = 0; i <= level; i++)
        if (name[i] != "") path = path (path == "" ? "" : ".") name[i]
    if (!(path in seen)) print path
    seen[path]
}
