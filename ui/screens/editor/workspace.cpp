#include "ui/screens/editor/workspace.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

namespace ui::editor {
namespace {

constexpr int version = 1;

QJsonObject toJson(const Draft& draft)
{
    return {{QStringLiteral("path"), draft.path},
            {QStringLiteral("name"), draft.name},
            {QStringLiteral("text"), draft.text},
            {QStringLiteral("modified"), draft.modified},
            {QStringLiteral("complete"), draft.complete},
            {QStringLiteral("demo"), draft.demo},
            {QStringLiteral("line"), draft.line},
            {QStringLiteral("column"), draft.column},
            {QStringLiteral("digest"), QString::fromLatin1(draft.digest.toHex())},
            {QStringLiteral("crlf"), draft.crlf},
            {QStringLiteral("byteOrderMark"), draft.byteOrderMark}};
}

Draft fromJson(const QJsonObject& json)
{
    Draft draft;
    draft.path = json[QLatin1String("path")].toString();
    draft.name = json[QLatin1String("name")].toString();
    draft.text = json[QLatin1String("text")].toString();
    draft.modified = json[QLatin1String("modified")].toBool();
    draft.complete = json[QLatin1String("complete")].toBool(true);
    draft.demo = json[QLatin1String("demo")].toBool();
    draft.line = json[QLatin1String("line")].toInt(1);
    draft.column = json[QLatin1String("column")].toInt(1);
    draft.digest = QByteArray::fromHex(json[QLatin1String("digest")].toString().toLatin1());
    draft.crlf = json[QLatin1String("crlf")].toBool();
    draft.byteOrderMark = json[QLatin1String("byteOrderMark")].toBool();
    return draft;
}

} // namespace

QByteArray toBytes(const Workspace& workspace)
{
    QJsonArray tabs;
    for (const Draft& draft : workspace.tabs) tabs.append(toJson(draft));
    const QJsonObject all{
        {QStringLiteral("version"), version},           {QStringLiteral("tabs"), tabs},
        {QStringLiteral("current"), workspace.current}, {QStringLiteral("fleet"), workspace.fleetPath},
        {QStringLiteral("demo"), workspace.demo},       {QStringLiteral("connection"), workspace.connection}};
    return QJsonDocument(all).toJson();
}

bool fromBytes(const QByteArray& bytes, Workspace& workspace)
{
    const QJsonObject all = QJsonDocument::fromJson(bytes).object();
    if (all[QLatin1String("version")].toInt() != version) return false;
    workspace = {};
    for (const QJsonValue& tab : all[QLatin1String("tabs")].toArray()) workspace.tabs.append(fromJson(tab.toObject()));
    workspace.current = all[QLatin1String("current")].toInt();
    workspace.fleetPath = all[QLatin1String("fleet")].toString();
    workspace.demo = all[QLatin1String("demo")].toBool();
    workspace.connection = all[QLatin1String("connection")].toString();
    return true;
}

} // namespace ui::editor
