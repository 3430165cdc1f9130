#pragma once

#include <QWidget>

namespace ui {

/// A page of the window. It is made on first use, keeps its state, and tells the frame what goes on by these signals.
class Screen : public QWidget {
    Q_OBJECT
public:
    using QWidget::QWidget;

    /// What the Details dock shows for this screen's selection; made by the screen, shown by the frame.
    [[nodiscard]] virtual QWidget* details() = 0;
    /// What the bottom dock shows.
    [[nodiscard]] virtual QWidget* problems() = 0;
    /// The part of the window's title that speaks of this screen: "policy.yaml".
    [[nodiscard]] virtual QString subject() const = 0;
    /// The file behind it, for the window; empty for none.
    [[nodiscard]] virtual QString filePath() const = 0;
    [[nodiscard]] virtual bool isModified() const = 0;

signals:
    void subjectChanged();
    void detailsWanted(); ///< open the dock
    void problemsChanged(int errors, int warnings);
    void problemsWanted();
    void openFleetWanted();
    void openFolderWanted();
    void openManifestsWanted();
    void openDemoWanted();
    void pathsDropped(const QStringList& paths); ///< manifests, snapshots, folders: the frame knows which is which
    void fileOpened(const QString& path);        ///< for the list of recent files
};

} // namespace ui
