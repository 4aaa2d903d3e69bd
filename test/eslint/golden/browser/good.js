document.title = window.name
fetch('/').catch(() => { document.title = 'offline' })
