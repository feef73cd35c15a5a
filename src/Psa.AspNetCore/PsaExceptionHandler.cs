using System.Diagnostics.CodeAnalysis;
using Microsoft.AspNetCore.Diagnostics;
using Microsoft.AspNetCore.Http;

namespace Psa.AspNetCore;

/// <summary>Answers what the library refuses; what isn't its own goes on to the next handler.</summary>
[SuppressMessage("Performance", "CA1812", Justification = "The container makes it")]
internal sealed class PsaExceptionHandler(IProblemDetailsService problems) : IExceptionHandler
{
    public ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
    {
        if (Refusals.Describe(exception) is not { Status: { } status } refusal)
        {
            return ValueTask.FromResult(false);
        }

        httpContext.Response.StatusCode = status;
        return problems.TryWriteAsync(new() { HttpContext = httpContext, ProblemDetails = refusal, Exception = exception });
    }
}
