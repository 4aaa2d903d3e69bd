# Sets up a machine for this repository. Made by create-conventions from conventions.config: change it there, then run `conventions apply`.
# ASCII only: Windows PowerShell 5.1 reads a file without a byte order mark in the code page of the machine.
#
#   powershell -ExecutionPolicy Bypass -File scripts\bootstrap.ps1 [-Check] [-DryRun] [-Yes] [-Only ids] [-Skip ids] [-Profiles names]
#
# Windows PowerShell 5.1 and later. Exit: 0 fine, 1 something failed, 2 something is missing (-Check, -DryRun).
param([switch]$Check, [switch]$DryRun, [switch]$Yes, [string[]]$Only = @(), [string[]]$Skip = @(), [string[]]$Profiles = @(), [switch]$Porcelain)

& {
  Set-StrictMode -Version 2
  $ErrorActionPreference = 'Stop'
  # `-File` hands a list over as one text.
  $Only = @($Only | ForEach-Object { $_ -split ',' } | Where-Object { $_ })
  $Skip = @($Skip | ForEach-Object { $_ -split ',' } | Where-Object { $_ })
  $Profiles = @($Profiles | ForEach-Object { $_ -split ',' } | Where-Object { $_ })
  $inCi = [bool]$env:CI -and $env:CI -ne 'false' -and $env:CI -ne '0'

  $items = @(
  @{ Id = 'mise'; Title = 'mise'; Winget = 'jdx.mise'; Optional = $false; Ci = $null; Profiles = @() }
  @{ Id = 'docker'; Title = 'docker'; Winget = 'Docker.DockerDesktop'; Optional = $false; Ci = $null; Profiles = @() }
  @{ Id = 'postgres'; Title = 'postgres'; Winget = 'PostgreSQL.PostgreSQL.16'; Optional = $false; Ci = $null; Profiles = @() }
  @{ Id = 'jq'; Title = 'jq'; Winget = 'jqlang.jq'; Optional = $true; Ci = $null; Profiles = @() }
  )
  $runtimes = @('node@22')

  $chosen = @($items | Where-Object {
    $item = $_
    (-not $Only.Count -or $Only -contains $item.Id) -and ($Skip -notcontains $item.Id) -and
    ($null -eq $item.Ci -or $item.Ci -eq $inCi) -and
    (-not $Profiles.Count -or -not $item.Profiles.Count -or @($item.Profiles | Where-Object { $Profiles -contains $_ }).Count)
  })

  if (-not (Get-Command winget -ErrorAction SilentlyContinue)) {
    Write-Error 'winget: https://aka.ms/getwinget' -ErrorAction Continue
    exit 1
  }

  function Say($Text) { if (-not $Porcelain) { Write-Output $Text } }
  function Tell($Item, $State, $Word) {
    $need = 'required'; $mark = ''
    if ($Item.Optional) { $need = 'optional'; $mark = ' (optional)' }
    if ($Porcelain) { Write-Output (@('item', $Item.Id, 'package', $need, $State, 'winget', '') -join "`t") }
    else { Write-Output ('  ' + $Word + '  ' + $Item.Title + $mark) }
  }

  # One process lists all that is installed.
  function Get-Installed {
    $file = [System.IO.Path]::GetTempFileName()
    try {
      winget export --output $file --source winget --accept-source-agreements --disable-interactivity 2>&1 | Out-Null
      $found = Get-Content -Raw -Encoding UTF8 $file | ConvertFrom-Json
      return @($found.Sources | ForEach-Object { $_.Packages } | ForEach-Object { $_.PackageIdentifier })
    } catch {
      return @()
    } finally {
      Remove-Item -Force $file -ErrorAction SilentlyContinue
    }
  }

  Say 'Setting up this machine. Looking at what is there:'
  $installed = @(Get-Installed)
  $missing = @()
  foreach ($item in $chosen) {
    if ($installed -contains $item.Winget) { Tell $item 'ok' 'ok      ' }
    else { $missing += $item; Tell $item 'missing' 'missing ' }
  }
  $needed = @($missing | Where-Object { -not $_.Optional })
  if (-not $missing.Count -and -not $runtimes.Count) { Say ('Nothing to do: all {0} are there.' -f $chosen.Count); exit 0 }
  if ($Check) {
    if ($needed.Count) { Say 'Something is missing: run this without --check.'; exit 2 }
    exit 0
  }
  if ($missing.Count) {
    Say 'What is going to be done:'
    foreach ($item in $missing) { Say ('  winget install --id ' + $item.Winget) }
  }
  if ($DryRun) { if ($missing.Count) { exit 2 } else { exit 0 } }
  if ($missing.Count -and -not $Yes -and -not $inCi) {
    if ([Console]::IsInputRedirected) { Say 'There is no terminal to ask at. Say --yes to go ahead. Nothing was changed.'; exit 1 }
    $answer = Read-Host 'Go ahead? [y/N]'
    if ($answer -notmatch '^(y|yes|\u3147|\uC608|\uB124)$') { Say 'Nothing was changed.'; exit 2 }
  }

  # What is required first; what fails keeps nothing else from being installed. Nothing is upgraded.
  foreach ($item in @($missing | Sort-Object { $_.Optional })) {
    Say (([regex]::Unescape('Bringing {0} \u2026')) -f $item.Id)
    winget install --id $item.Winget --exact --source winget --no-upgrade --accept-package-agreements --accept-source-agreements --disable-interactivity | Out-Host
  }
  if ($runtimes.Count -and (Get-Command mise -ErrorAction SilentlyContinue)) {
    foreach ($runtime in $runtimes) { mise install $runtime }
  }

  $installed = @(Get-Installed)
  $left = @($missing | Where-Object { $installed -notcontains $_.Winget })
  $leftRequired = @($left | Where-Object { -not $_.Optional })
  $leftOptional = @($left | Where-Object { $_.Optional })
  foreach ($item in $missing) { if ($installed -contains $item.Winget) { Tell $item 'ok' 'ok      ' } else { Tell $item 'failed' 'missing ' } }
  if ($leftOptional.Count) { Say ('Optional, and still missing: {0}' -f (@($leftOptional | ForEach-Object { $_.Id }) -join ' ')) }
  if ($leftRequired.Count) { Say ('Still missing: {0}' -f (@($leftRequired | ForEach-Object { $_.Id }) -join ' ')); exit 1 }
  Say 'Done: everything that is required is there.'
  exit 0
}
