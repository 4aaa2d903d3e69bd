const pаy = 1
const аео = 2
const word = "한"
const 결제 = "‮"
export const all = [pаy, аео, word, 결제]
