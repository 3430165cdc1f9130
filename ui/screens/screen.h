#pragma once

#include <QWidget>

#include <string>

#include "core/model/object_ref.h"

namespace ui {

/// A page of the window. It is made on first use, keeps its state, and tells the frame what goes on by these signals.
class Screen : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;

    /// What the Details dock shows for this screen's selection; made by the screen, shown by the frame. nullptr: nothing.
    [[nodiscard]] virtual QWidget* details() { return nullptr; }
    /// What F6 walks through, in reading order.
    [[nodiscard]] virtual QList<QWidget*> panes() { return {}; }
    /// Edit, Undo and Edit, Copy as command, while it is the one that is shown.
    virtual void undo() {}
    virtual void copyCommand() {}

signals:
    void detailsWanted();                        ///< open the dock
    void importWanted(const QStringList& paths); ///< kubeconfigs; none: as kubectl finds them
    void openFleetWanted();
    void openFolderWanted();
    void openManifestsWanted();
    void openDemoWanted();
    void openPlanWanted();
    void planWanted(); ///< of what stands in the editor
    void connectionsWanted();
    void connectionWanted(const QString& name); ///< to be opened, once more
    void historyWanted();
    void textWanted(const core::model::ObjectRef& what, const std::string& pointer); ///< in the editor
    void draftWanted(const QString& name, const QString& text);                      ///< as a new text of the editor
    void planShown();                            ///< one is being made: go where it is shown
    void pathsDropped(const QStringList& paths); ///< manifests, snapshots, folders: the frame knows which is which
    void fileOpened(const QString& path);        ///< for the list of recent files
};

} // namespace ui
