# Completes latchkey's commands and options in fish.
set -l commands run diagnose doctor manifest
complete -c latchkey -f
complete -c latchkey -n "not __fish_seen_subcommand_from $commands" -a run -d "Answer in the chat until stopped"
complete -c latchkey -n "not __fish_seen_subcommand_from $commands" -a diagnose -d "Say in the terminal why a customer cannot sign in"
complete -c latchkey -n "not __fish_seen_subcommand_from $commands" -a doctor -d "Try each configured system for real"
complete -c latchkey -n "not __fish_seen_subcommand_from $commands" -a manifest -d "Print the Slack app's manifest"
complete -c latchkey -n "not __fish_seen_subcommand_from $commands" -l version -d "Print the version"
complete -c latchkey -l help -d "Explain"
complete -c latchkey -n "__fish_seen_subcommand_from $commands" -l config -r -F -d "The configuration file"
complete -c latchkey -n "__fish_seen_subcommand_from diagnose doctor" -l format -x -a "text json" -d "How it is printed"
complete -c latchkey -n "__fish_seen_subcommand_from diagnose" -l since -x -a "14d" -d "How far back the mail log is read"
complete -c latchkey -n "__fish_seen_subcommand_from diagnose" -l service -x -d "The site"
