alert(name)
document.title = status
