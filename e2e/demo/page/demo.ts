import { BridgedHid } from './bridgedHid.ts';
import { mountDrawer } from './drawer.ts';
import { RackSocket } from './rackSocket.ts';

// Runs before the page's own script, in the demo and in the tests only. It puts the rack's software keys where
// `navigator.hid` is, so that the page's WebHID adapter itself is what speaks to them.
const socket = new RackSocket();
const { hid: real } = navigator as Navigator & {
  hid?: ConstructorParameters<typeof BridgedHid>[1];
};
Object.defineProperty(navigator, 'hid', {
  configurable: true,
  value: new BridgedHid(socket, real),
});
if (
  document.currentScript instanceof HTMLScriptElement &&
  document.currentScript.dataset['drawer'] === 'yes'
) {
  addEventListener('DOMContentLoaded', () => mountDrawer(socket));
}
