# Completes latchkey's commands and options in bash.
_latchkey() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
  case $before in
    --config) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
    --format) mapfile -t COMPREPLY < <(compgen -W "text json csv" -- "$word"); return ;;
    --since | --service | --email | --head) return ;;
  esac
  local options="--help"
  case ${COMP_WORDS[1]} in
    run | manifest | forget | backup) options+=" --config" ;;
    diagnose) options+=" --config --since --service --format" ;;
    doctor) options+=" --config --format" ;;
    audit) options+=" --config --email --since --format --verify --head" ;;
    *) options="run diagnose doctor manifest audit forget backup --help --version" ;;
  esac
  mapfile -t COMPREPLY < <(compgen -W "$options" -- "$word")
}
complete -F _latchkey latchkey
