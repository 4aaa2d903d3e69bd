import { expect } from '@storybook/jest'
import { userEvent, within } from '@storybook/test'
export const Primary = {
  play: async ({ canvasElement }) => {
    userEvent.click(within(canvasElement).getByRole('button'))
    expect(1).toBe(1)
  },
}
