/**
 * Programs that say nothing of what automation is for: the shell's own builtins, and those that only move text and files. They end no trail.
 * Ones that can be a check of their own (`jq -e`, `grep -q`, `awk`, `diff`) are not among them.
 */
export const QUIET: ReadonlySet<string> = new Set([
  'echo', 'printf', ':', 'true', 'false', 'test', '[', '[[', 'exit', 'return', 'break', 'continue', 'trap', 'eval', 'wait', 'let', 'alias', 'unalias', 'umask', 'ulimit', 'hash', 'type', 'shopt', 'getopts',
  'jobs', 'dirs', 'times', 'history', 'compgen', 'complete', 'mapfile', 'readarray', 'sleep', 'mkdir', 'rmdir', 'touch', 'chmod', 'chown', 'ls', 'pwd', 'date', 'basename', 'dirname', 'realpath', 'readlink', 'mktemp',
  'whoami', 'id', 'hostname', 'nproc', 'free', 'df', 'du', 'uname', 'tput', 'clear', 'stty', 'cat', 'head', 'tail', 'cut', 'tr', 'wc', 'sort', 'uniq', 'tee', 'cp', 'mv', 'rm', 'ln', 'sed', 'seq', 'tar', 'zip', 'unzip',
  'gzip', 'gunzip', 'base64', 'sha256sum', 'shasum', 'md5sum', 'which', 'less', 'column', 'rev', 'nl', 'fold', 'paste', 'yes', 'stat', 'file', 'Write-Host', 'Write-Output', 'Get-Content', 'Set-Content', 'ConvertFrom-Json', 'ConvertTo-Json', 'Out-File',
]);
