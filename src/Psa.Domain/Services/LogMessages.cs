using Microsoft.Extensions.Logging;

namespace Psa.Services;

/// <summary>
/// What the services log, each with an id that stays. Listed in docs/operations.md, which a test compares with this. A message has ids, codes and counts, and nothing of persons: no
/// names, texts or reasons; nor the message of a refusal, which may have some.
/// </summary>
internal static partial class LogMessages
{
    [LoggerMessage(EventId = 1, EventName = "OperationDone", Level = LogLevel.Information, Message = "{Operation} of tenant {Tenant} ended: {Outcome} (run {Run})")]
    internal static partial void OperationDone(ILogger logger, string operation, TenantId tenant, string outcome, Guid? run);

    [LoggerMessage(EventId = 2, EventName = "OperationRefused", Level = LogLevel.Warning, Message = "{Operation} of tenant {Tenant} was refused: {Outcome} (run {Run})")]
    internal static partial void OperationRefused(ILogger logger, string operation, TenantId tenant, string outcome, Guid? run);

    [LoggerMessage(EventId = 3, EventName = "OperationFailed", Level = LogLevel.Error, Message = "{Operation} of tenant {Tenant} failed: {Outcome} (run {Run})")]
    internal static partial void OperationFailed(ILogger logger, Exception thrown, string operation, TenantId tenant, string outcome, Guid? run);

    [LoggerMessage(EventId = 4, EventName = "OperationCanceled", Level = LogLevel.Information, Message = "{Operation} of tenant {Tenant} was stopped by its caller: {Outcome} (run {Run}); called again it goes on")]
    internal static partial void OperationCanceled(ILogger logger, string operation, TenantId tenant, string outcome, Guid? run);

    [LoggerMessage(EventId = 10, EventName = "BatchBilled", Level = LogLevel.Information, Message = "{Customers} customers of partition {Partition} of run {Run} of tenant {Tenant} were billed: {Documents} documents, {Obstacles} obstacles")]
    internal static partial void BatchBilled(ILogger logger, TenantId tenant, Guid run, int partition, long customers, long documents, long obstacles);

    [LoggerMessage(EventId = 11, EventName = "ObstaclesMet", Level = LogLevel.Warning, Message = "{Count} obstacles {Code} in partition {Partition} of run {Run} of tenant {Tenant}")]
    internal static partial void ObstaclesMet(ILogger logger, TenantId tenant, Guid run, int partition, string code, int count);

    [LoggerMessage(EventId = 12, EventName = "BillingUnexpected", Level = LogLevel.Error, Message = "Something of payer {Payer} in run {Run} of tenant {Tenant} could not be billed, and no rule foresees why")]
    internal static partial void BillingUnexpected(ILogger logger, Exception thrown, TenantId tenant, Guid run, Guid payer);

    [LoggerMessage(EventId = 20, EventName = "UsageRowsRefused", Level = LogLevel.Warning, Message = "{Refused} of {Rows} rows of usage from {Source} of tenant {Tenant} were refused")]
    internal static partial void UsageRowsRefused(ILogger logger, TenantId tenant, string source, long refused, long rows);

    [LoggerMessage(EventId = 30, EventName = "PriceChangesRefused", Level = LogLevel.Warning, Message = "{Refused} parts or contracts of tenant {Tenant} were refused by {Operation}")]
    internal static partial void PriceChangesRefused(ILogger logger, string operation, TenantId tenant, int refused);

    [LoggerMessage(EventId = 31, EventName = "RepricingUnexpected", Level = LogLevel.Error, Message = "Document {Document} could not be priced anew by run {Run} of tenant {Tenant}, and no rule foresees why")]
    internal static partial void RepricingUnexpected(ILogger logger, Exception thrown, TenantId tenant, Guid run, Guid document);
}
