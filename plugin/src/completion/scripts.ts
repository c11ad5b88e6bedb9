/** A completion script for each shell: it asks the program itself with `__complete`, whose last line is cobra's directive. */
export const scripts: Readonly<Record<string, (program: string) => string>> = { bash, zsh, fish, powershell }

// Directives: 1 error, 2 no blank behind the value, 4 no file names, 8 file names with these endings, 16 folders.

function bash(program: string): string {
  const name = identifier(program)
  return `# bash completion for ${program}
__${name}_complete() {
  local cur="\${COMP_WORDS[COMP_CWORD]}" line directive out
  local -a words=() values=()
  # Bash takes = and : for ends of words: they are joined again here.
  local typed="\${COMP_LINE:0:COMP_POINT}"
  read -r -a words <<<"$typed"
  [[ "$typed" =~ [[:space:]]$ ]] && words+=("")
  local last="\${words[\${#words[@]}-1]}"
  out="$(${program} __completeNoDesc "\${words[@]:1}" 2>/dev/null)" || return
  directive="\${out##*:}"
  out="\${out%:*}"
  while IFS= read -r line; do [[ -n "$line" ]] && values+=("$line"); done <<<"$out"
  if (( (directive & 1) != 0 )); then return; fi
  if (( (directive & 2) != 0 )); then compopt -o nospace 2>/dev/null; fi
  local prefix=""
  if [[ "$last" == *[=:]* && "$cur" != "$last" ]]; then prefix="\${last%"\${last##*[=:]}"}"; fi
  local file="\${last#"$prefix"}"
  if (( (directive & 8) != 0 )); then
    compopt -o filenames 2>/dev/null
    local ending
    COMPREPLY=( $(compgen -d -- "$file") )
    for ending in "\${values[@]}"; do COMPREPLY+=( $(compgen -f -X "!*.$ending" -- "$file") ); done
    return
  fi
  if (( (directive & 16) != 0 )); then
    compopt -o filenames 2>/dev/null
    COMPREPLY=( $(compgen -d -- "$file") )
    return
  fi
  COMPREPLY=()
  for line in "\${values[@]}"; do [[ "$line" == "$last"* ]] && COMPREPLY+=( "\${line#"$prefix"}" ); done
  if (( \${#COMPREPLY[@]} == 0 && (directive & 4) == 0 )); then
    compopt -o filenames 2>/dev/null
    COMPREPLY=( $(compgen -f -- "$file") )
  fi
}
complete -F __${name}_complete ${program}
`
}

function zsh(program: string): string {
  const name = identifier(program)
  return `#compdef ${program}
# zsh completion for ${program}
_${name}() {
  local out directive line
  local -a lines values
  out="$(\${words[1]} __complete "\${(@)words[2,CURRENT]}" 2>/dev/null)" || return
  lines=("\${(@f)out}")
  directive="\${lines[-1]#:}"
  lines=("\${(@)lines[1,-2]}")
  (( (directive & 1) != 0 )) && return
  if (( (directive & 8) != 0 )); then
    _files -g "*.(\${(j:|:)lines})"
    return
  fi
  if (( (directive & 16) != 0 )); then
    _files -/
    return
  fi
  for line in "\${lines[@]}"; do
    [[ -z "$line" ]] && continue
    line="\${line//:/\\\\:}"
    values+=("\${line/$'\\t'/:}")
  done
  if (( \${#values} > 0 )); then
    if (( (directive & 2) != 0 )); then _describe -t values values values -S ''; else _describe -t values values values; fi
  elif (( (directive & 4) == 0 )); then
    _files
  fi
}
if [ "$funcstack[1]" = "_${name}" ]; then _${name} "$@"; else compdef _${name} ${program}; fi
`
}

function fish(program: string): string {
  const name = identifier(program)
  return `# fish completion for ${program}
function __${name}_complete
    set -l words (commandline -opc)
    set -l last (commandline -ct)
    set -l out (${program} __complete $words[2..-1] "$last" 2>/dev/null)
    or return
    set -l directive (string replace -r '^:' '' -- $out[-1])
    set -e out[-1]
    if test (math "bitand($directive, 1)") -ne 0
        return
    end
    if test (math "bitand($directive, 8)") -ne 0 -o (math "bitand($directive, 16)") -ne 0
        __fish_complete_path "$last"
        return
    end
    if test (count $out) -gt 0
        printf '%s\\n' $out
    else if test (math "bitand($directive, 4)") -eq 0
        __fish_complete_path "$last"
    end
end
complete -c ${program} -f -a '(__${name}_complete)'
`
}

function powershell(program: string): string {
  return `# PowerShell completion for ${program}
Register-ArgumentCompleter -Native -CommandName '${program}' -ScriptBlock {
    param($word, $ast, $position)
    $words = @($ast.CommandElements | Select-Object -Skip 1 | Where-Object { $_.Extent.EndOffset -lt $position -or $_.Extent.Text -ne $word } | ForEach-Object { $_.Extent.Text })
    $out = @(& '${program}' __complete @words $(if ($word) { $word } else { '""' }) 2>$null)
    if ($out.Count -eq 0) { return }
    $directive = [int]($out[-1].TrimStart(':'))
    if ($directive -band 25) { return }
    $out | Select-Object -SkipLast 1 | ForEach-Object {
        $value, $help = $_ -split "\`t", 2
        if ($value) { [System.Management.Automation.CompletionResult]::new($value, $value, 'ParameterValue', $(if ($help) { $help } else { $value })) }
    }
}
`
}

const identifier = (program: string): string => program.replace(/\W/g, '_')
