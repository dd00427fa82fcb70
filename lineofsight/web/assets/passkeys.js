// A passkey or security key: made, or asked for, with what the page was given; the answer goes back in the form.
for (const button of document.querySelectorAll("[data-passkey]")) {
  const form = button.closest("form");
  const problem = form.querySelector("[data-passkey-problem]");
  // Hidden until here: a press before anything listens would do nothing and say nothing.
  button.hidden = !window.PublicKeyCredential;
  button.addEventListener("click", async () => {
    try {
      const given = JSON.parse(button.dataset.options).publicKey;
      const made =
        button.dataset.passkey === "make"
          ? await navigator.credentials.create({ publicKey: PublicKeyCredential.parseCreationOptionsFromJSON(given) })
          : await navigator.credentials.get({ publicKey: PublicKeyCredential.parseRequestOptionsFromJSON(given) });
      form.elements.credential.value = JSON.stringify(made);
      form.requestSubmit();
    } catch {
      problem.textContent = "The key gave no answer. Try again, or use a code.";
    }
  });
}
