" Nomad job files: `:make` checks the file at hand, the quickfix list takes the findings.
" Copy this to ~/.vim/compiler/jobspec.vim and say `:compiler jobspec`.
if exists("current_compiler")
  finish
endif
let current_compiler = "jobspec"
CompilerSet makeprg=jobspec\ validate\ --format\ concise\ %:S
CompilerSet errorformat=%f:%l:%c:\ %trror[%[A-Z]%#%n]\ %m,%f:%l:%c:\ %tarning[%[A-Z]%#%n]\ %m,%f:%l:%c:\ %tnfo[%[A-Z]%#%n]\ %m,%-G%.%#
