# Completes latchkey's commands and options in bash.
_latchkey() {
  local word=${COMP_WORDS[COMP_CWORD]} before=${COMP_WORDS[COMP_CWORD-1]}
  case $before in
    --config) mapfile -t COMPREPLY < <(compgen -f -- "$word"); return ;;
    --format) mapfile -t COMPREPLY < <(compgen -W "text json" -- "$word"); return ;;
    --since | --service) return ;;
  esac
  local options="--help"
  case ${COMP_WORDS[1]} in
    run | manifest) options+=" --config" ;;
    diagnose) options+=" --config --since --service --format" ;;
    doctor) options+=" --config --format" ;;
    *) options="run diagnose doctor manifest --help --version" ;;
  esac
  mapfile -t COMPREPLY < <(compgen -W "$options" -- "$word")
}
complete -F _latchkey latchkey
