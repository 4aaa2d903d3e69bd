rootProject.name = "결제"
