#include "app/cli/context.h"

#include <cerrno>
#include <cstring>
#include <utility>

#include "core/text/yaml.h"

namespace cli {
namespace {

constexpr std::size_t mostMessages = 50;

} // namespace

void Context::write(const Table& table, const Arguments& arguments)
{
    const std::string& output = arguments.text("output");
    if (output == "markdown") {
        write(table.markdown({}));
        return;
    }
    if (output == "csv") {
        write(table.csv({.headers = !arguments.isOn("no-headers")}));
        return;
    }
    write(table.text({.wide = output == "wide",
                      .headers = !arguments.isOn("no-headers"),
                      .columns = static_cast<std::size_t>(out.columns),
                      .colour = out.colour}));
}

void Context::write(const core::Json& document, std::string_view output)
{
    write(documentText(document, output));
}

std::string documentText(const core::Json& document, std::string_view output)
{
    // Names come from outside and need not be UTF-8; a document has to be.
    std::string json = document.dump(2, ' ', false, core::Json::error_handler_t::replace);
    return output == "yaml" ? core::text::toYaml(core::Json::parse(json)) : json + "\n";
}

void Context::say(const Message& message)
{
    std::string text = toText(message, err.colour);
    if (m_said.contains(text)) return;
    if (message.weight == Weight::Error)
        ++m_errors;
    else if (m_isHeld)
        return m_held.push_back(std::move(text));
    put(std::move(text));
}

void Context::release()
{
    m_isHeld = false;
    for (std::string& text : std::exchange(m_held, {})) put(std::move(text));
}

void Context::onlyErrors()
{
    m_held.clear();
    m_after.clear();
}

/// Each once.
void Context::put(std::string text)
{
    if (m_said.contains(text)) return;
    if (m_said.size() < mostMessages) writeAll(err.descriptor, text);
    m_said.insert(std::move(text));
}

ExitCode Context::fail(const core::Error& error)
{
    say(messageOf(error));
    return ExitCode::Failed;
}

ExitCode Context::misused(std::string what, std::string fix)
{
    say({.what = std::move(what), .fix = std::move(fix)});
    return ExitCode::Usage;
}

void Context::sayAfter(const Message& message)
{
    if (message.weight == Weight::Error)
        say(message);
    else
        m_after.push_back(toText(message, err.colour));
}

ExitCode Context::finish(ExitCode code)
{
    release();
    code = writeData(code);
    for (std::string& text : m_after) put(std::move(text));
    if (m_said.size() > mostMessages)
        writeAll(err.descriptor, std::to_string(m_said.size() - mostMessages) + " more messages are left out.\n");
    return code;
}

ExitCode Context::writeData(ExitCode code)
{
    if (m_data.empty() || writeAll(out.descriptor, m_data) || errno == EPIPE) return code;
    writeAll(err.descriptor,
             toText({.what = std::string("The output cannot be written: ") + std::strerror(errno) + "."}, err.colour));
    return ExitCode::Failed;
}

} // namespace cli
