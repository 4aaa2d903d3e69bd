# Sets up a machine for this repository. Made by create-conventions from conventions.config: change it there, then run `conventions apply`.
# ASCII only: Windows PowerShell 5.1 reads a file without a byte order mark in the code page of the machine.
#
#   powershell -ExecutionPolicy Bypass -File scripts\bootstrap.ps1 [-Check] [-DryRun] [-Yes] [-Only ids] [-Skip ids] [-Profiles names]
#
# Windows PowerShell 5.1 and later. Exit: 0 fine, 1 something failed, 2 something is missing (-Check, -DryRun).
param([switch]$Check, [switch]$DryRun, [switch]$Yes, [string[]]$Only = @(), [string[]]$Skip = @(), [string[]]$Profiles = @())

& {
  Set-StrictMode -Version 2
  $ErrorActionPreference = 'Stop'
  # `-File` hands a list over as one text.
  $Only = @($Only | ForEach-Object { $_ -split ',' } | Where-Object { $_ })
  $Skip = @($Skip | ForEach-Object { $_ -split ',' } | Where-Object { $_ })
  $Profiles = @($Profiles | ForEach-Object { $_ -split ',' } | Where-Object { $_ })
  $inCi = [bool]$env:CI -and $env:CI -ne 'false' -and $env:CI -ne '0'

  $items = @(
{{items}}
  )
  $runtimes = @({{runtimes}})

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

  Write-Output {{title}}
  $installed = @(Get-Installed)
  $missing = @()
  foreach ($item in $chosen) {
    $mark = ''
    if ($item.Optional) { $mark = {{optional}} }
    if ($installed -contains $item.Winget) { Write-Output ('  ' + {{ok}} + '  ' + $item.Title) }
    else { $missing += $item; Write-Output ('  ' + {{absent}} + '  ' + $item.Title + $mark) }
  }
  $needed = @($missing | Where-Object { -not $_.Optional })
  if (-not $missing.Count -and -not $runtimes.Count) { Write-Output ({{fine}} -f $chosen.Count); exit 0 }
  if ($Check) {
    if ($needed.Count) { Write-Output {{missing}}; exit 2 }
    exit 0
  }
  if ($missing.Count) {
    Write-Output {{would}}
    foreach ($item in $missing) { Write-Output ('  winget install --id ' + $item.Winget) }
  }
  if ($DryRun) { if ($missing.Count) { exit 2 } else { exit 0 } }
  if ($missing.Count -and -not $Yes -and -not $inCi) {
    if ([Console]::IsInputRedirected) { Write-Output {{noTerminal}}; exit 1 }
    $answer = Read-Host {{question}}
    if ($answer -notmatch '^(y|yes|\u3147|\uC608|\uB124)$') { Write-Output {{declined}}; exit 2 }
  }

  # What is required first; what fails keeps nothing else from being installed. Nothing is upgraded.
  foreach ($item in @($missing | Sort-Object { $_.Optional })) {
    Write-Output ({{start}} -f $item.Id)
    winget install --id $item.Winget --exact --source winget --no-upgrade --accept-package-agreements --accept-source-agreements --disable-interactivity
  }
  if ($runtimes.Count -and (Get-Command mise -ErrorAction SilentlyContinue)) {
    foreach ($runtime in $runtimes) { mise install $runtime }
  }

  $installed = @(Get-Installed)
  $left = @($missing | Where-Object { $installed -notcontains $_.Winget })
  $leftRequired = @($left | Where-Object { -not $_.Optional })
  $leftOptional = @($left | Where-Object { $_.Optional })
  if ($leftOptional.Count) { Write-Output ({{optionalLeft}} -f (@($leftOptional | ForEach-Object { $_.Id }) -join ' ')) }
  if ($leftRequired.Count) { Write-Output ({{left}} -f (@($leftRequired | ForEach-Object { $_.Id }) -join ' ')); exit 1 }
  Write-Output {{done}}
  exit 0
}
