// A library of strategies with three that are approved, and what a user says that all four are more or less like.

export const query = 'customer wants refund after late delivery';

export const library = `# audited by hand
strategy damaged
  scenario: customer wants refund for damaged item
  advice: Ask for a photograph,
    then offer the refund.
  status: approved

strategy hours
  scenario: customer asks about opening hours
  advice: Give the hours.
  status: approved

strategy late
  scenario: angry customer late delivery on phone
  advice: Apologise first.
  status: approved

strategy unseen
  scenario: customer wants refund after late delivery
  advice: Say nothing.
  status: proposed
`;
