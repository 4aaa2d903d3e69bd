import { Button } from './button.js'
export default { component: Button }
export const Primary = { args: { label: 'Go' } }
