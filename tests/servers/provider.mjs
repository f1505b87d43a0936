// An OpenID provider of another make, for the tests: prints its address. Whoever comes is "ann", at once.
// Arguments: the address browsers go back to, and the algorithm of its signatures.

import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { createServer } from 'node:http';
import { createRequire } from 'node:module';

const [back, algorithm] = process.argv.slice(2);
const { default: Provider } = await import(createRequire(`${process.cwd()}/`).resolve('oidc-provider'));
const pairs = { RS256: ['rsa', { modulusLength: 2048 }], ES256: ['ec', { namedCurve: 'P-256' }] };
const keys = Object.entries(pairs).map(([alg, [kind, options]]) => ({
  ...generateKeyPairSync(kind, options).privateKey.export({ format: 'jwk' }), alg, use: 'sig', kid: alg,
}));

const server = createServer();
server.listen(0, '127.0.0.1', () => {
  const issuer = `http://127.0.0.1:${server.address().port}`;
  const provider = new Provider(issuer, {
    clients: [{
      client_id: 'redress', redirect_uris: [back], application_type: 'native', token_endpoint_auth_method: 'none',
      response_types: ['code'], grant_types: ['authorization_code'], id_token_signed_response_alg: algorithm,
    }],
    jwks: { keys },
    cookies: { keys: [randomBytes(16).toString('hex')] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_, interaction) => `/interaction/${interaction.uid}` },
  });
  server.on('request', async (request, response) => {
    if (!request.url.startsWith('/interaction/')) return provider.callback()(request, response);
    const grant = new provider.Grant({ accountId: 'ann', clientId: 'redress' });
    grant.addOIDCScope('openid');
    const result = { login: { accountId: 'ann' }, consent: { grantId: await grant.save() } };
    await provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
  });
  console.log(issuer);
});
