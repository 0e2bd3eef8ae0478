// A login provider much like Feide, on the certified oidc-provider. It is started
// with one argument, JSON: {"app": the address of the application, "client", "secret"},
// and prints one line of JSON when it is ready: {"issuer"}. It ends with its
// standard input.
//
// Whoever is logged in is chosen on its page: by name, and with or without the
// second factor.
import { createServer } from 'node:http';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { Provider } from 'oidc-provider';

const options = JSON.parse(process.argv[2]);
const twoFactors = 'urn:mace:feide.no:auth:level:fad08:3';
const eppn = 'https://n.feide.no/claims/eduPersonPrincipalName';

const owner = (...affiliation) => ({
  id: 'fc:org:fjord.example', type: 'fc:org', orgType: ['upper_secondary_owner'], displayName: 'Fjord',
  membership: { basic: 'member', affiliation, primaryAffiliation: affiliation[0] },
});
const people = {
  tone: { name: 'Tone Lærer', groups: [owner('employee', 'faculty')] },
  nils: { name: 'Nils Ny', groups: [owner('employee')] }, // works there, and has no role in Kjentvei
  even: { name: 'Even Elev', groups: [owner('student')] },
};

const server = createServer();
await new Promise((ready) => server.listen(0, '127.0.0.1', ready));
const issuer = `http://127.0.0.1:${server.address().port}`;

const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const provider = new Provider(issuer, {
  clients: [{
    client_id: options.client, client_secret: options.secret, token_endpoint_auth_method: 'client_secret_basic',
    redirect_uris: [`${options.app}/login/callback/feide`], post_logout_redirect_uris: [`${options.app}/login`],
  }],
  jwks: { keys: [{ ...privateKey.export({ format: 'jwk' }), use: 'sig', alg: 'RS256', kid: 'k1' }] },
  cookies: { keys: [randomBytes(32).toString('hex')] },
  scopes: ['openid', 'email', 'userid-feide', 'userinfo-name', 'groups-org', 'groups-edu'],
  claims: { openid: ['sub'], email: ['email'], 'userinfo-name': ['name'], 'userid-feide': [eppn] },
  acrValues: [twoFactors],
  pkce: { required: () => true },
  features: { devInteractions: { enabled: false }, rpInitiatedLogout: { enabled: true } },
  interactions: { url: (ctx, interaction) => `/who/${interaction.uid}` },
  async findAccount(ctx, id) {
    return people[id] && {
      accountId: id,
      claims: async () => ({ sub: id, name: people[id].name, email: `${id}@fjord.example`, [eppn]: `${id}@fjord.example` }),
    };
  },
  // The school has agreed for its staff; nobody is asked.
  async loadExistingGrant(ctx) {
    const grant = new ctx.oidc.provider.Grant({ clientId: ctx.oidc.client.clientId, accountId: ctx.oidc.session.accountId });
    grant.addOIDCScope(ctx.oidc.params.scope);
    await grant.save();
    return grant;
  },
});

async function form(request) {
  let body = '';
  for await (const part of request) body += part;
  return new URLSearchParams(body);
}

async function who(request, response) {
  if (request.method === 'POST') {
    const answer = await form(request);
    const acr = answer.get('factor') === 'two' ? twoFactors : undefined;
    await provider.interactionFinished(request, response, { login: { accountId: answer.get('user'), acr } });
    return;
  }
  await provider.interactionDetails(request, response);
  response.setHeader('Content-Type', 'text/html; charset=utf-8');
  response.end(`<!doctype html><title>Who are you?</title><form method="post">
    <label>User <input name="user"></label>
    <button name="factor" value="two">With two factors</button> <button name="factor" value="one">With a password</button></form>`);
}

async function groups(request, response) {
  const token = await provider.AccessToken.find((request.headers.authorization ?? '').replace('Bearer ', ''));
  response.statusCode = token ? 200 : 401;
  response.setHeader('Content-Type', 'application/json');
  response.end(JSON.stringify(token ? people[token.accountId].groups : { error: 'invalid_token' }));
}

const callback = provider.callback();
server.on('request', (request, response) => {
  const handle = request.url.startsWith('/who/') ? who : request.url === '/groups/me/groups' ? groups : callback;
  Promise.resolve(handle(request, response)).catch((error) => {
    console.error(error);
    response.statusCode = 500;
    response.end();
  });
});
process.stdin.resume().on('end', () => process.exit(0));
console.log(JSON.stringify({ issuer }));
