#include "ui/frame/cluster_name.h"

#include <QCoreApplication>
#include <QInputDialog>

#include "core/snapshot/names.h"
#include "ui/session/connection_book.h"
#include "ui/session/engine_texts.h"
#include "ui/session/session.h"

namespace ui {
namespace {

struct ClusterNameWords {
    Q_DECLARE_TR_FUNCTIONS(ui::ClusterName)
};

} // namespace

void askClusterName(QWidget& parent, Session& session, ConnectionBook& book, const QString& cluster,
                    const QString& said, const QString& text)
{
    const auto* saved = book.settings().connection(session.connection().toStdString());
    if (cluster.isEmpty() || saved == nullptr) return;
    const auto known = saved->aliases.find(cluster.toStdString());
    auto* dialog = new QInputDialog(&parent);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setWindowTitle(ClusterNameWords::tr("Name the cluster"));
    const QString question =
        ClusterNameWords::tr("What people call %1. Manifests and commands keep its own name.").arg(cluster);
    dialog->setLabelText(said.isEmpty() ? question : said + QLatin1Char('\n') + question);
    dialog->setTextValue(!said.isEmpty()                 ? text
                         : known == saved->aliases.end() ? QString()
                                                         : QString::fromStdString(known->second));
    QObject::connect(dialog, &QInputDialog::textValueSelected, &session,
                     [&parent, &session, &book, cluster, changed = *saved](const QString& answer) mutable {
                         const QString alias = answer.trimmed();
                         QString wrong;
                         if (alias.isEmpty()) {
                             changed.aliases.erase(cluster.toStdString());
                         } else {
                             wrong = engineText(core::snapshot::faultOfAlias(alias.toStdString()));
                             changed.aliases[cluster.toStdString()] = alias.toStdString();
                         }
                         if (wrong.isEmpty()) wrong = book.put(changed);
                         if (wrong.isEmpty())
                             session.nameCluster(cluster, alias);
                         else
                             askClusterName(parent, session, book, cluster, wrong, answer);
                     });
    dialog->open();
}

} // namespace ui
