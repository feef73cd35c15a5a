using System.Diagnostics;
using Microsoft.Extensions.Logging;
using Psa.Storage;

namespace Psa.EntityFrameworkCore;

/// <summary>What observers hear of migrations: an activity of the source <c>Psa.EntityFrameworkCore</c>, and messages with ids that stay. Listed in docs/operations.md.</summary>
internal static partial class MigrationDiagnostics
{
    internal const string Migrate = "store.migrate";
    internal const string Outcome = "psa.outcome";
    internal const string Migrations = "psa.migrations";
    internal const string Error = "error.type";

    internal static ActivitySource Activities { get; } = new("Psa.EntityFrameworkCore");

    [LoggerMessage(EventId = 101, EventName = "StoreMigrated", Level = LogLevel.Information, Message = "The store was migrated by {Migrations}")]
    internal static partial void StoreMigrated(ILogger logger, string migrations);

    [LoggerMessage(EventId = 102, EventName = "MigrationRefused", Level = LogLevel.Warning, Message = "The host refused to migrate the store: {Code}")]
    internal static partial void MigrationRefused(ILogger logger, Exception refusal, string code);

    [LoggerMessage(EventId = 103, EventName = "MigrationFailed", Level = LogLevel.Error, Message = "The store could not be migrated: {Code}")]
    internal static partial void MigrationFailed(ILogger logger, Exception failure, string code);

    /// <summary>Says that it failed, and with which code.</summary>
    internal static void Fail(ILogger logger, Activity? activity, PsaException failure)
    {
        activity?.SetTag(Outcome, failure.Code).SetTag(Error, failure.Code).SetStatus(ActivityStatusCode.Error, failure.Code);
        if (failure.Code == StoreErrors.MigrationRefused)
        {
            MigrationRefused(logger, failure, failure.Code);
        }
        else
        {
            MigrationFailed(logger, failure, failure.Code);
        }
    }
}
