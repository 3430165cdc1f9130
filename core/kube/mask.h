#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "core/base/secret.h"

/// Texts of programs and of others that may tell a secret. Too much is masked rather than too little.
namespace core::kube {

/// "password", "--client-secret", "AWS_SECRET_ACCESS_KEY": what comes behind such a name is kept from sight. Not where a file has it.
[[nodiscard]] bool namesSecret(std::string_view name);

/// "-u", "--auth": what comes behind may be `me:password`.
[[nodiscard]] bool namesUser(std::string_view option);
/// "-phunter2", as mysql has it: where the password begins; npos: it is no such word. Options of other meaning are known by their names
/// ("-profile", "-port=80"), and what is none of those counts as one.
[[nodiscard]] std::size_t behindShortPassword(std::string_view word);
/// What stands in a text behind the name of a secret is masked, and web tokens; a long run of characters is not: it may be an id.
[[nodiscard]] std::string withoutNamed(std::string_view text);

/// The words of what a program printed as its answer, the longest first: a token is among them, be the answer one that can be read or not.
[[nodiscard]] std::vector<Secret> wordsOf(const Secret& output);
/// What looks like a secret is masked: the values given, what stands behind the name of one (`token=`, `--client-secret X`, a member
/// of JSON, be it quoted in a text once more), the user of an address, blocks of PEM, JSON web tokens, and long runs of characters that
/// are no paths. Control characters are escaped.
[[nodiscard]] std::string masked(std::string_view text, const std::vector<Secret>& secrets);
/// The same of several lines, which stay lines: the last twenty, where a program says what went wrong.
[[nodiscard]] std::string maskedLines(std::string_view text, const std::vector<Secret>& secrets);
/// The values given are masked (those of four bytes and more), and nothing else is changed.
[[nodiscard]] std::string withoutSecrets(std::string_view text, const std::vector<Secret>& secrets);
/// Of a word that holds an address its user is masked (`https://***@host`): up to the last @, since a password may have any sign in it.
[[nodiscard]] std::string withoutUser(std::string_view word);
/// A server's address without what may sign in there: its user, its query and its fragment are masked, whatever they say.
[[nodiscard]] std::string shownAddress(std::string_view address);

} // namespace core::kube
