# What bash completes after "assay". Verbs and their options come from the program's own help, ids from "assay list".

_assay_options () {
  "$1" "$2" --help 2>/dev/null | sed -n 's/^ *\(-[a-z], \)\{0,1\}\(--[a-z-]*\).*/\2/p'
}

_assay_ids () {
  "$1" list "$2" 2>/dev/null | sed 's/ .*//'
}

_assay_machines () {
  "$1" machine list 2>/dev/null | sed 's/ .*//'
}

# The sources that feeds ask.
_assay_asked () {
  "$1" list feeds 2>/dev/null | sed 's/^[^ ]* *\([^ ]*\).*/\1/' | sort -u
}

_assay () {
  local program=${COMP_WORDS[0]} word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]} verb=${COMP_WORDS[1]:-} words= files=
  COMPREPLY=()
  type "$program" >/dev/null 2>&1 || return

  if [ "$COMP_CWORD" = 1 ]; then
    words="$("$program" --help | sed -n 's/^  assay \([a-z][a-z0-9-]*\).*/\1/p') --help --version"
    files=1
  else
    case $verb:$before in
      *:-o | *:--output | *:--talk | deck:-t | page:-t | advise:-r | *:--record | history:--into) files=1 ;;
      advise:--format | advise:-f) words="text json madr" ;;
      *:--format | *:-f) words="text json" ;;
      render:--theme | render:-t) words="light dark print projector" ;;
      render:--size | render:-s) words="1920x1080 1280x720 3840x2160" ;;
      advise:--profile | advise:-p) words=$(_assay_ids "$program" profiles) files=1 ;;
      measure:--subjects | measure:-s | export-job:--subjects | export-job:-s) words=$(_assay_ids "$program" technologies) ;;
      list:--machine | list:-m | measure:--machine | measure:-m) words=$(_assay_machines "$program") ;;
      machine:--identity | machine:-i) files=1 ;;
      import:--subject | import:-s | service:--subject) words=$(_assay_ids "$program" subjects) ;;
      fetch:--use) words=newest ;;
      *:--seed | *:--samples | *:-n | *:--budget | *:--url | *:--forget | service:--* | machine:--[a-eg-z]* | trust:--yes | export-k6:--[ac-jl-z]* | export-job:--image | export-job:--machines | export-job:--cpus | export-job:--memory) ;;
      *)
        case $word in
          -*) words=$(_assay_options "$program" "$verb") ;;
          *) _assay_arguments "$program" "$verb" "$before" ;;
        esac ;;
    esac
  fi

  [ -z "$words" ] || COMPREPLY=($(compgen -W "$words" -- "$word"))
  if [ -n "$files" ]; then
    local IFS=$'\n'
    compopt -o filenames 2>/dev/null
    COMPREPLY+=($(compgen -f -- "$word"))
  fi
}

# The arguments of a verb that are no options, into the caller's words and files.
_assay_arguments () {
  case $2 in
    list) words="subjects criteria statements figures charts sources feeds scenarios technologies runs profiles" ;;
    render) words=$(_assay_ids "$1" charts) ;;
    check) words=$(_assay_ids "$1" statements) ;;
    measure | export-k6 | export-job) words=$(_assay_ids "$1" scenarios) ;;
    fetch) words=$(_assay_ids "$1" feeds; _assay_asked "$1") ;;
    token) words=$(_assay_asked "$1") ;;
    history)
      case $3 in
        history) words="compare name note delete restore purge export import" ;;
        import) files=1 ;;
        *) words=$(_assay_ids "$1" runs) ;;
      esac ;;
    service)
      case $3 in
        service) words="add list remove" ;;
        remove) words=$("$1" service list 2>/dev/null | sed 's/ .*//') ;;
      esac ;;
    shared)
      case $3 in
        shared) words="add list refresh remove" ;;
        refresh | remove) words=$("$1" shared list 2>/dev/null | sed 's/ .*//') ;;
        *) files=1 ;;
      esac ;;
    machine)
      case $3 in
        machine) words="add list check remove here" ;;
        check | remove) words=$(_assay_machines "$1") ;;
      esac ;;
    import) files=1 ;;
  esac
}

complete -F _assay assay
