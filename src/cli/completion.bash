# Completion of samspel for bash. Asks the program itself for its commands, options, models and
# scenarios, so that nothing here can be out of date.
_samspel() {
    local program=${COMP_WORDS[0]} word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD - 1]}
    local command=${COMP_WORDS[1]} words=
    case $before in
    --scenario | -s) words=$("$program" scenarios --format csv 2>/dev/null | sed '1d;s/,.*//') ;;
    --format | -f) words='text json csv' ;;
    --lang) words='nn nb en' ;;
    esac
    if [ -z "$words" ] && [ "$COMP_CWORD" -eq 1 ]; then
        words=$("$program" help 2>/dev/null |
            awk '/^Commands/ { on = 1; next } /^[^ ]/ { on = 0 } on && /^    [a-z]/ { print $1 }')
    elif [ -z "$words" ] && [[ $word == -* ]]; then
        words=$("$program" help "$command" 2>/dev/null |
            grep -oE '^    (-[a-zA-Z], )?--[a-z-]+' | grep -oE -e '--[a-z-]+')
    elif [ -z "$words" ] && [[ $command == compare || $command == evaluate ]]; then
        words=$("$program" models --format csv 2>/dev/null | sed '1d;s/,.*//')
    fi
    mapfile -t COMPREPLY < <(compgen -W "$words" -- "$word")
}
complete -o default -F _samspel samspel
