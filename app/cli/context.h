#pragma once

#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "app/cli/exit_code.h"
#include "app/cli/message.h"
#include "app/cli/table.h"
#include "app/cli/terminal.h"
#include "app/cli/verb.h"
#include "core/base/json.h"

namespace cli {

/// What a verb writes with: data to standard output, everything else to standard error.
class Context {
public:
    std::string program = "berthctl"; ///< as the user calls it: "kubectl berth" through a link of that name
    Terminal out;
    Terminal err;

    /// Data, kept until the verb ends well or badly; then written in one piece.
    void write(std::string_view data) { m_data += data; }
    void write(const Table& table, const Arguments& arguments);
    /// A document as JSON or YAML, as `output` says.
    void write(const core::Json& document, std::string_view output);

    /// At once, and each once. Of many messages the first fifty are shown; then only their number.
    void say(const Message& message);
    /// The same once the data is written: what is said of a text, beside an answer that matters more. An error is said at once.
    void sayAfter(const Message& message);
    /// Warnings and notes wait, so that an error stands in front of them, until `release`, or the verb's end.
    void hold() { m_isHeld = true; }
    void release();
    /// What waits is left out, and what would be said after the data: an error of the command line is all that there is to know.
    void onlyErrors();
    /// Says it and is the exit code for it.
    ExitCode fail(const core::Error& error);
    ExitCode misused(std::string what, std::string fix = {});
    /// How many errors were said.
    [[nodiscard]] int errors() const { return m_errors; }

    /// Writes the data. A reader that went away is no failure; a full disk is.
    [[nodiscard]] ExitCode finish(ExitCode code);

private:
    std::string m_data;
    int m_errors = 0;
    std::set<std::string> m_said;
    std::vector<std::string> m_after; ///< rendered: the text that an excerpt shows may be gone by then
    bool m_isHeld = false;
    std::vector<std::string> m_held; ///< rendered
    void put(std::string text);
    [[nodiscard]] ExitCode writeData(ExitCode code);
};

/// A document as JSON or YAML, as `output` says.
[[nodiscard]] std::string documentText(const core::Json& document, std::string_view output);

} // namespace cli
