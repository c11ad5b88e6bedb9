export { parseAddress } from './address.ts'
export { type GoURL, hostName, parseURL, urlText, userText } from './url.ts'
