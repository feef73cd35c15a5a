using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Psa.Storage;

namespace Psa.AspNetCore;

/// <summary>What of a refusal is told to callers, and with which status.</summary>
internal static class Refusals
{
    /// <summary>Describes a refusal of the library, or of a request that can't be bound to its values; <see langword="null"/> for what is none.</summary>
    internal static ProblemDetails? Describe(Exception exception) => exception switch
    {
        PsaException refusal => Of(refusal),

        // what a request brings is bound before the endpoint runs, where the library has no say
        BadHttpRequestException { InnerException: JsonException fault } bad => Of(bad.StatusCode, PsaErrors.MalformedJson, TextOf(fault), ids: [], fields: []),
        BadHttpRequestException bad => new() { Status = bad.StatusCode },
        _ => null,
    };

    private static ProblemDetails Of(PsaException refusal)
    {
        var status = StatusOf(refusal);
        var detail = status >= StatusCodes.Status500InternalServerError ? "The store can't do this at present; the log of the server says why." : refusal.Message;
        var problem = Of(status, refusal.Code, detail, refusal.Ids, refusal.Fields);
        if (refusal is ValidationFailedException failed)
        {
            problem.Extensions["problems"] = JsonSerializer.SerializeToElement(
                [.. failed.Problems.AsSpan()],
                ProblemJsonContext.Default.ProblemArray);
        }

        return problem;
    }

    private static ProblemDetails Of(int status, string code, string detail, ValueList<Guid> ids, ValueList<string> fields)
    {
        var problem = new ProblemDetails { Status = status, Detail = detail };
        problem.Extensions["code"] = code;
        problem.Extensions["ids"] = JsonSerializer.SerializeToElement([.. ids.AsSpan()], ProblemJsonContext.Default.GuidArray);
        problem.Extensions["fields"] = JsonSerializer.SerializeToElement([.. fields.AsSpan()], ProblemJsonContext.Default.StringArray);
        return problem;
    }

    private static int StatusOf(PsaException refusal) => refusal switch
    {
        { Code: PsaErrors.BadClaims } => StatusCodes.Status401Unauthorized,
        InvalidDataPsaException or { Code: FilterErrors.BadPage } => StatusCodes.Status400BadRequest,
        PermissionDeniedException => StatusCodes.Status403Forbidden,
        EntityNotFoundException => StatusCodes.Status404NotFound,
        ConcurrencyConflictException or { Code: StoreErrors.Duplicate or PsaErrors.ActionNotAllowed } => StatusCodes.Status409Conflict,
        StoreException { Code: StoreErrors.Locked or StoreErrors.Full or StoreErrors.Unavailable or StoreErrors.NotReady or StoreErrors.TenantRemoval } => StatusCodes.Status503ServiceUnavailable,
        StoreException => StatusCodes.Status500InternalServerError,
        _ => StatusCodes.Status422UnprocessableEntity,
    };

    // as the library itself says it: the text that it speaks of is the caller's
    private static string TextOf(JsonException fault) => $"At {fault.Path ?? "$"}, line {(fault.LineNumber ?? 0) + 1}: {fault.Message}";
}
