fun main() = println("안녕하세요")
