/* Passkeys: on a hidden element data-module="webauthn" with a form inside that has a field "credential".
   data-kind: "create" makes a passkey, "ask" and "login" use one. data-options holds what the server asks for
   as JSON, or for "login" the address that gives it. [data-trouble] is shown when the browser says no. */
export function start(root) {
  if (!window.PublicKeyCredential) return;
  const form = root.querySelector("form");
  const trouble = root.querySelector("[data-trouble]");
  root.hidden = false;
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    trouble.hidden = true;
    try {
      const credential = await ceremony(root.dataset.kind, await options(root.dataset.options));
      form.elements.credential.value = JSON.stringify(credential.toJSON ? credential.toJSON() : plain(credential));
      form.submit();
    } catch (reason) {
      if (!(reason instanceof DOMException) && !(reason instanceof TypeError)) throw reason;
      trouble.hidden = false;
    }
  });
}

async function options(source) {
  if (source.startsWith("{")) return JSON.parse(source).publicKey;
  const answer = await fetch(source, { headers: { Accept: "application/json" } });
  if (!answer.ok) throw new TypeError(`No options: ${answer.status}`);
  return (await answer.json()).request_options.publicKey;
}

function ceremony(kind, asked) {
  if (kind !== "create") return navigator.credentials.get({ publicKey: parsed(asked, "Request") });
  const wanted = { ...asked.authenticatorSelection, residentKey: "required", requireResidentKey: true, userVerification: "required" };
  return navigator.credentials.create({ publicKey: parsed({ ...asked, authenticatorSelection: wanted }, "Creation") });
}

/* Binary values travel as base64url. Newer browsers turn them themselves. */
function parsed(asked, kind) {
  const own = PublicKeyCredential[`parse${kind}OptionsFromJSON`];
  if (own) return own.call(PublicKeyCredential, asked);
  const turned = { ...asked, challenge: bytes(asked.challenge) };
  if (asked.user) turned.user = { ...asked.user, id: bytes(asked.user.id) };
  for (const list of ["allowCredentials", "excludeCredentials"]) {
    if (asked[list]) turned[list] = asked[list].map((known) => ({ ...known, id: bytes(known.id) }));
  }
  return turned;
}

function plain(credential) {
  const { id, type, rawId, response } = credential;
  const parts = ["clientDataJSON", "attestationObject", "authenticatorData", "signature", "userHandle"];
  const given = parts.filter((part) => response[part]).map((part) => [part, text(response[part])]);
  return { id, type, rawId: text(rawId), response: Object.fromEntries(given), clientExtensionResults: credential.getClientExtensionResults() };
}

function bytes(encoded) {
  return Uint8Array.from(atob(encoded.replace(/-/g, "+").replace(/_/g, "/")), (letter) => letter.charCodeAt(0));
}

function text(buffer) {
  return btoa(String.fromCharCode(...new Uint8Array(buffer))).replace(/\+/g, "-").replace(/\//g, "_").replace(/=+$/, "");
}
