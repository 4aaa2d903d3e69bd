// 결제 금액
export const pay = { 금액: '한글 문자열', emoji: '👩‍👩‍👧', russian: 'привет' }
