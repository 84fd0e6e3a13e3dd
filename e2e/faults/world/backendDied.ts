/** What everything a dead backend tries ends in: nothing it does has an effect any more. */
export class BackendDied extends Error {
  constructor() {
    super('this backend is dead');
    this.name = 'BackendDied';
  }
}
