/** The label that a person puts on a pull request to accept its dangers. A push takes it off. */
export const ACCEPT_LABEL = 'accept-danger';
