expect(1).toBe(1)
describe('all', async () => {
  it.only('adds', (done) => { expect(1 + 1) })
  it('adds', () => { jasmine.any(1) })
})
module.exports = {}
